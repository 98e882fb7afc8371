/* SPDX-License-Identifier: Apache-2.0 */
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("..", import.meta.url).pathname;
const sources = globSync("src/*.{ts,tsx}", { cwd: root }).map((file) => ({ file, text: readFileSync(root + file, "utf8") }));
const manifest = JSON.parse(readFileSync(`${root}package.json`, "utf8"));

/* What React 18 exports and the charts may take from it. Anything else has to be looked up there before it is added. */
const IN_REACT_18 = new Set(
	("memo useId useMemo useRef useState useLayoutEffect useSyncExternalStore useEffect useCallback " +
		"ComponentType CSSProperties FocusEvent HTMLAttributes KeyboardEvent MouseEvent PointerEvent ReactNode").split(" "),
);

test("nothing is taken from React that React 18 does not have", () => {
	expect(sources.length).toBeGreaterThan(10);
	const taken = sources.flatMap(({ file, text }) =>
		[...text.matchAll(/import (?:type )?\{([^}]*)\} from "react"/g)].flatMap((match) =>
			match[1]!.split(",").map((name) => [file, name.replace(/^\s*type\s+/, "").trim()] as const),
		),
	);
	expect(taken.filter(([, name]) => name !== "" && !IN_REACT_18.has(name))).toEqual([]);
});

test("no other package is needed than the ones that are named", () => {
	const allowed = new Set(["react", ...Object.keys(manifest.dependencies)]);
	const taken = sources.flatMap(({ text }) => [...text.matchAll(/from "([^."][^"]*)"/g)].map((match) => match[1]!));
	expect(taken.filter((name) => !allowed.has(name))).toEqual([]);
	expect(manifest.peerDependencies).toEqual({ react: "^18 || ^19" });
});

/* The types of a ref object to an element differ between the two; a function's do not. */
test("refs to elements are functions", () => {
	for (const { file, text } of sources) expect(text, file).not.toMatch(/useRef<\w*Element|RefObject|createRef/);
});

test("no part takes a ref as a property, nor is a context its own provider: both came with React 19", () => {
	for (const { file, text } of sources) expect(text, file).not.toMatch(/\bref\??: |<\w+Context>|\binert=|\buse\(/);
});
