// What every browser test stands on: the running site, its people, a browser, and axe.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import axe from "axe-core";
import { chromium } from "playwright-core";

/** `http://127.0.0.1:PORT`, started by xtask. */
export const site = required("WEGO_URL");
const data = required("WEGO_DATA");

export function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests by cargo xtask test`);
  return value;
}

/** A browser for one test file; close it in `after`. */
export function browser() {
  return chromium.launch({
    executablePath: required("WEGO_CHROMIUM"),
    args: ["--no-sandbox", "--disable-quic", "--disable-gpu"],
  });
}

/**
 * A page of a fresh visitor.
 * Options: `width` (1280), `scripts` (true), `dark` (false), `language` (the browser's, "en"), `at` (the site).
 * The page fails the test when the browser complains on its console, for instance of a broken policy.
 */
export async function visitor(browser, { width = 1280, scripts = true, dark = false, language = "en", at = site } = {}) {
  const context = await browser.newContext({
    baseURL: at,
    viewport: { width, height: 800 },
    javaScriptEnabled: scripts,
    colorScheme: dark ? "dark" : "light",
    locale: language,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.complaints = [];
  page.on("console", (message) => {
    // A status of 4xx is told on the console too; the tests look at statuses themselves.
    const told = message.text();
    if (message.type() === "error" && !told.startsWith("Failed to load resource")) page.complaints.push(told);
  });
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  return page;
}

/** What axe finds against WCAG 2.2 AA, a line for each place. */
export async function faults(page) {
  const run = page.evaluate(`${axe.source}; axe.run({
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    resultTypes: ["violations"],
  })`);
  const results = await soon(run, `axe on ${page.url()}`);
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help}: ${target.join(" ")}: ${html.slice(0, 120)}`),
  );
}

/** What `work` comes to, or an error after a minute: a page in which no script may run never answers. */
function soon(work, what) {
  let clock;
  const late = new Promise((_, refuse) => (clock = setTimeout(() => refuse(new Error(`${what}: no answer`)), 60_000)));
  return Promise.race([work, late]).finally(() => clearTimeout(clock));
}

/** How far the page is wider than its window, in CSS pixels: 0 where nobody has to scroll sideways. */
export function overflow(page) {
  const wide = page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  return soon(wide, `the width of ${page.url()}`);
}

/** Fails when the page is too wide, when the browser complained, or, where scripts may run, when axe finds something. */
export async function sound(page, scripts = true) {
  assert.equal(await overflow(page), 0, page.url());
  if (scripts) assert.deepEqual(await faults(page), [], page.url());
  assert.deepEqual(page.complaints, [], page.url());
}

/** The demo's person of that role: `{ role, email, password, token }`; of another demo by the folder of its data. */
export async function person(role, of = data) {
  for (const line of (await readFile(join(of, "people.txt"), "utf8")).split("\n")) {
    const words = line.replace(/^person /, "").split(" ");
    if (words[0] === role) return { role, email: words[1], password: words[2], token: words[3] };
  }
  throw new Error(`the demo has no ${role}`);
}

/** Signs in by the form, as a person does. */
export async function signIn(page, role, of = data) {
  const { email, password } = await person(role, of);
  await page.goto("/account/sign-in");
  await page.fill("[name=email]", email);
  await page.fill("[name=password]", password);
  await page.click("main form [type=submit]");
}

/** The mails that the site wrote to files so far, newest last. */
export async function mails() {
  const folder = join(data, "mail");
  const names = await readdir(folder).catch(() => []);
  const whole = names.filter((name) => name.endsWith(".eml"));
  return Promise.all(whole.sort().map((name) => readFile(join(folder, name), "utf8")));
}

/** The letter that says all of these words, as it is read; waits until the site has sent it. */
export async function letter(...words) {
  for (const until = Date.now() + 20_000; Date.now() < until; await new Promise((go) => setTimeout(go, 100))) {
    const found = (await mails()).map(readable).find((text) => words.every((word) => text.includes(word)));
    if (found) return found;
  }
  throw new Error(`no letter says ${words.join(", ")}`);
}

/** A mail's headers and text, unfolded from their transport. */
function readable(mail) {
  const [head, ...rest] = mail.replaceAll("\r\n", "\n").split("\n\n");
  const body = rest.join("\n\n");
  const way = head.match(/^content-transfer-encoding: *(\S+)/im)?.[1].toLowerCase();
  const bytes = {
    base64: () => Buffer.from(body, "base64"),
    "quoted-printable": () =>
      Buffer.from(body.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))), "latin1"),
  };
  const text = bytes[way]?.().toString("utf8") ?? body;
  return `${head}\n\n${text}`.replace(/[\u2066-\u2069]/g, "");
}

/** Presses a button or follows a link by keyboard alone, and answers with the page that follows. */
export async function press(page, what) {
  const [answer] = await Promise.all([page.waitForNavigation(), page.press(what, "Enter")]);
  return answer;
}

/** Presses the button of the form that takes this step, the first one within `where`. */
export async function step(page, name, where = "main") {
  await unfold(page, name, where);
  return press(page, `:nth-match(${where} form:has(input[name=step][value=${name}]) [type=submit], 1)`);
}

/** Opens what the form of this step is folded into, if it is. */
export async function unfold(page, name, where = "main") {
  const folded = `${where} details:not([open]):has(input[name=step][value=${name}])`;
  if (await page.locator(folded).count()) await page.press(`:nth-match(${folded} > summary, 1)`, "Enter");
}

/** A figure of the front page, read by somebody who just came. */
export async function figure(browser, label) {
  const page = await visitor(browser);
  await page.goto("/en/");
  const said = await page.locator(".figures div", { hasText: label }).first().locator("b").textContent();
  await page.context().close();
  return Number(said.replace(/\D/g, ""));
}

/** Addresses of this site that the page links to, without fragments, files and feeds. */
export async function links(page) {
  const all = await page.$$eval("a[href]:not([download])", (anchors) => anchors.map((anchor) => anchor.href));
  const ours = all.map((href) => new URL(href)).filter(({ origin }) => origin === site);
  const pages = ours.filter(({ pathname }) => !/\.(ics|xml|json|csv|txt|pdf|css|js|png|jpg|svg|atom)$/.test(pathname));
  return [...new Set(pages.map(({ pathname, search }) => pathname + search))];
}

/** Pages of one template look alike: an address with its ids and last name left out. */
export function shape(address) {
  const segments = new URL(address, site).pathname.split("/").filter(Boolean);
  return segments.map((one, at) => (at > 1 && at === segments.length - 1) || /^[0-9a-f-]{36}$/.test(one) ? "*" : one).join("/");
}

/** What is wrong with the page that anybody could see: a line for each fault. */
export async function look(page, address, language) {
  const wide = await overflow(page);
  const shown = await page.getAttribute("html", "lang");
  return [
    ...(wide > 0 ? [`${wide} px too wide`] : []),
    ...((await page.locator("h1").count()) === 1 ? [] : ["not one h1"]),
    ...(language && shown !== language ? [`shown in ${shown}`] : []),
    ...(await faults(page)),
    ...page.complaints.splice(0),
  ].map((fault) => `${address}: ${fault}`);
}

/**
 * Walks from `start` over the pages whose address `wanted` accepts and looks at each.
 * With `each`, at most so many pages of one shape; with `language`, a page in another one is a fault.
 * Answers the addresses `seen` and what was `found` wrong.
 */
export async function walk(page, start, wanted, { each = Infinity, language } = {}) {
  const seen = new Set([start]);
  const waiting = [start];
  const shapes = new Map();
  const found = [];
  while (waiting.length > 0) {
    const address = waiting.shift();
    const answer = await page.goto(address);
    if (answer?.status() !== 200) {
      found.push(`${address}: answered ${answer?.status()}`);
      continue;
    }
    // A letter stands in a sandbox, where no script may look at it.
    if (/(^|; )sandbox\b/.test(answer.headers()["content-security-policy"])) continue;
    found.push(...(await look(page, address, language)));
    for (const next of await links(page)) {
      const alike = shapes.get(shape(next)) ?? 0;
      if (seen.has(next) || alike >= each || !wanted(next)) continue;
      shapes.set(shape(next), alike + 1);
      seen.add(next);
      waiting.push(next);
    }
  }
  return { seen: [...seen], found };
}
