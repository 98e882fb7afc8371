/* SPDX-License-Identifier: Apache-2.0 */
/* explore.ts -- the explorer: question, charts, drill, table, pivot. */
import type { explore as English } from "../en/explore.ts";

export const explore: Record<keyof typeof English, string> = {
	nav_explore: "Explorador",
	explore_more_parts: "{count, plural, one {e mais #} other {e mais #}}",
	explore_legend: "Legenda",
	explore_change_ratio: "Variação %",
	explore_charge_count: "Cobranças",
	explore_page_of: "Página de {value}",
	explore_table: "Tabela dos grupos",
	explore_tools: "Detalhar ou excluir",
	explore_drill: "Detalhar {value}: por {dimension}",
	explore_remove_name: "Remover “{name}” da pergunta",
	explore_remove_sort: "Voltar à ordem normal",
	explore_other_currency: "Nenhuma cobrança em {currency}",
	explore_other_currency_why: "O que corresponde é cobrado em {currencies}. Moedas nunca são somadas.",
	explore_show_currency: "Mostrar {currency}",
};
