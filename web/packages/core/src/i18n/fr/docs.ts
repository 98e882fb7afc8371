/* SPDX-License-Identifier: Apache-2.0 */
import type { docs as en } from "../en/docs.ts";

export const docs: Record<keyof typeof en, string> = {
	docs_title: "Référence de l’API",
	docs_about: "Les mots d’une question sont ceux de l’adresse de la page.",
	docs_contents: "Sommaire",
	docs_parameters: "Paramètres",
	docs_answer: "Réponse",
	docs_required: "obligatoire",
	docs_address: "Adresse à interroger",
	docs_try: "Demander",
};
