/* SPDX-License-Identifier: Apache-2.0 */
import type { docs as en } from "../en/docs.ts";

export const docs: Record<keyof typeof en, string> = {
	docs_title: "Referência da API",
	docs_about: "As palavras de uma pergunta são as do endereço da página.",
	docs_contents: "Conteúdo",
	docs_parameters: "Parâmetros",
	docs_answer: "Resposta",
	docs_required: "obrigatório",
	docs_address: "Endereço a consultar",
	docs_try: "Perguntar",
};
