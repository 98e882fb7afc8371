/* SPDX-License-Identifier: Apache-2.0 */
/* picture.mjs URL FILE.png -- the picture of the README, from a server with the demonstration bills. */
import { settled, startBrowser } from "./harness.mjs";

const [url, file] = process.argv.slice(2);
const browser = await startBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 1290 }, locale: "en-US", colorScheme: "light" });
await page.goto(`${url}/?window=30d&compare=year_ago`);
await page.locator("[data-kpi=total] strong").waitFor();
await settled(page);
const chart = await page.getByRole("slider").boundingBox();
await page.mouse.move(chart.x + chart.width * 0.43, chart.y + 150);
await page.waitForTimeout(300);
await page.screenshot({ path: file });
await browser.close();
