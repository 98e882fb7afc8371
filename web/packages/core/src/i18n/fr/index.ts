/* SPDX-License-Identifier: Apache-2.0 */
/* Français. */
import { bills } from "./bills.ts";
import { boards } from "./boards.ts";
import { columns } from "./columns.ts";
import { common } from "./common.ts";
import { docs } from "./docs.ts";
import { explore } from "./explore.ts";
import { months } from "./months.ts";
import { overview } from "./overview.ts";
import { pivot } from "./pivot.ts";
import { settings } from "./settings.ts";
import { tags } from "./tags.ts";
import { things } from "./things.ts";
import type { Messages } from "../index.ts";

export const fr: Messages = {
	...common,
	...columns,
	...overview,
	...explore,
	...pivot,
	...things,
	...boards,
	...bills,
	...months,
	...tags,
	...settings,
	...docs,
};
