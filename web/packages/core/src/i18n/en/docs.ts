/* SPDX-License-Identifier: Apache-2.0 */
/* docs.ts -- the reference of the API. */
export const docs = {
	docs_title: "Reference of the API",
	docs_about: "The words of a question are those of the page’s address.",
	docs_contents: "Contents",
	docs_parameters: "Parameters",
	docs_answer: "Answer",
	docs_required: "required",
	docs_address: "Address to ask",
	docs_try: "Ask",
};
