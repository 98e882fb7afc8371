/* SPDX-License-Identifier: Apache-2.0 */
/* boot.js -- sets the colour scheme before the first paint, so that a dark page never flashes white. */
(function () {
	var wanted = null;
	try {
		wanted = localStorage.getItem("centavo-scheme");
	} catch {
		/* storage may be forbidden: follow the system then */
	}
	var dark = wanted === "dark" || (wanted !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
	document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
