// The register, its filters and its map, as anybody reads them without scripts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, press, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

const LINES = "main table tbody tr";
const SHOW = "main form.filters [type=submit]";

/** The register of somebody who just came. */
async function register(scripts = false) {
  const page = await visitor(chromium, { scripts, width: 320 });
  assert.equal((await page.goto("/en/members/")).status(), 200);
  return page;
}

const shown = async (page) => Number((await page.locator(".count").textContent()).match(/\d+/)[0]);

test("the register is searched by name, in whatever letters", async () => {
  const page = await register();
  for (const [words, name] of [["haneul", "Haneulpo"], ["하늘", "Haneulpo"], ["Звоноре", "Zvonorechensk"]]) {
    await page.fill("[name=words]", words);
    assert.equal((await press(page, "[name=words]")).status(), 200, words);
    assert.equal(await page.locator(LINES).count(), 1, words);
    assert.ok((await page.locator(LINES).textContent()).includes(name));
    assert.equal(await page.inputValue("[name=words]"), words);
  }
  await page.fill("[name=words]", "Atlantis");
  await press(page, SHOW);
  assert.equal(await page.locator(".empty").count(), 1);
  await press(page, ".count a");
  assert.ok((await page.locator(LINES).count()) > 10);
  await page.context().close();
});

test("filters for kind, region and country narrow the register and the map alike", async () => {
  const page = await register();
  const all = await shown(page);
  for (const filter of ["kind", "region", "country"]) {
    assert.equal(await page.locator(`[name=${filter}] option:checked`).textContent(), "All");
  }
  await page.selectOption("[name=kind]", "city");
  assert.equal((await press(page, SHOW)).status(), 200);
  const cities = await shown(page);
  assert.ok(cities < all, `${cities} of ${all}`);
  await page.selectOption("[name=region]", "asia");
  await press(page, SHOW);
  const asian = await shown(page);
  assert.ok(asian < cities && asian > 2, `${asian} of ${cities}`);
  await page.selectOption("[name=country]", "KR");
  await press(page, SHOW);
  const korean = await shown(page);
  assert.ok(korean < asian && korean > 0);
  const countries = await page.locator(`${LINES} td:nth-child(2)`).allTextContents();
  assert.deepEqual(new Set(countries.map((one) => one.trim())), new Set(["South Korea"]));
  await press(page, "main a[href*='/members/map']");
  assert.equal(await shown(page), korean);
  assert.equal(await page.locator("ul.names li").count(), korean);
  assert.equal(await page.inputValue("[name=country]"), "KR");
  await sound(page, false);
  await page.context().close();
});

test("page two begins where page one ended, and a member's page explains its standing", async () => {
  const page = await register();
  const first = await page.locator(`${LINES} th a`).allTextContents();
  await press(page, "nav.paging a[rel=next]");
  const second = await page.locator(`${LINES} th a`).allTextContents();
  assert.equal(first.length, 50);
  assert.ok(second.length > 0 && second.every((name) => !first.includes(name)));
  await press(page, `:nth-match(${LINES} th a, 1)`);
  assert.equal((await page.locator("h1").textContent()).trim(), second[0].trim());
  assert.ok((await page.locator(".history__entry").count()) > 0);
  await page.fill("[name=on]", "2015-06-01");
  await press(page, SHOW);
  assert.match(page.url(), /on=2015-06-01/);
  assert.ok((await page.locator("h2", { hasText: "2015" }).count()) > 0, "the rights of that day");
  await press(page, "nav.crumbs a");
  assert.equal(new URL(page.url()).pathname.replace(/\/$/, ""), "/en/members");
  await page.context().close();
});

test("nothing is wrong with the map and a narrowed register on a phone", async () => {
  const page = await register(true);
  for (const address of ["/en/members/?kind=city&region=africa", "/en/members/map?region=europe", "/ar/members/map"]) {
    await page.goto(address);
    await sound(page);
  }
  await page.context().close();
});
