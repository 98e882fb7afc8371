/* SPDX-License-Identifier: Apache-2.0 */
/* explore.ts -- the explorer: question, charts, drill, table, pivot. */
import type { explore as English } from "../en/explore.ts";

export const explore: Record<keyof typeof English, string> = {
	nav_explore: "Explorateur",
	explore_more_parts: "{count, plural, one {et # autre} other {et # autres}}",
	explore_legend: "Légende",
	explore_change_ratio: "Écart %",
	explore_charge_count: "Charges",
	explore_page_of: "Page de {value}",
	explore_table: "Tableau des groupes",
	explore_tools: "Détailler ou exclure",
	explore_drill: "Détailler {value} : par {dimension}",
	explore_remove_name: "Retirer « {name} » de la question",
	explore_remove_sort: "Revenir à l’ordre habituel",
	explore_other_currency: "Aucune charge en {currency}",
	explore_other_currency_why: "Ce qui correspond est facturé en {currencies}. Les devises ne sont jamais additionnées.",
	explore_show_currency: "Afficher {currency}",
};
