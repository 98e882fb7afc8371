/* SPDX-License-Identifier: Apache-2.0 */
/* explore.ts -- the explorer: question, charts, drill, table, pivot. */
export const explore = {
	nav_explore: "Explorer",
	explore_more_parts: "{count, plural, one {and # more} other {and # more}}",
	explore_legend: "Legend",
	explore_change_ratio: "Change %",
	explore_charge_count: "Charges",
	explore_page_of: "Page of {value}",
	explore_table: "Table of the groups",
	explore_tools: "Look inside or exclude",
	explore_drill: "Look inside {value}: by {dimension}",
	explore_remove_name: "Remove “{name}” from the question",
	explore_remove_sort: "Back to the usual order",
	explore_other_currency: "No charges in {currency}",
	explore_other_currency_why: "What matches is billed in {currencies}. Currencies are never added up.",
	explore_show_currency: "Show {currency}",
};
