/* SPDX-License-Identifier: Apache-2.0 */
/** For finding: without accents and case, so that "regiao" finds "Região". */
export function plain(text: string): string {
	return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
