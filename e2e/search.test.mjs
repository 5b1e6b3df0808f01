// Looking for words, as anybody does: by keyboard, without scripts, on a phone, in Arabic.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, press, signIn, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

const RESULTS = "main .list > li";

/** Types words into the search in the header of this page and presses Enter. */
async function look(page, address, words) {
  assert.equal((await page.goto(address)).status(), 200);
  await page.fill("header [type=search]", words);
  const answer = await press(page, "header [type=search]");
  assert.equal(answer.status(), 200, words);
}

for (const [language, words, mark] of [
  ["en", "regional offices", /^(regional|offices)$/i],
  ["ko", "사무소", /^사무소$/],
  ["ar", "المدن", /مدن/],
]) {
  test(`words are found from any page in ${language}, without scripts and on a phone`, async () => {
    const page = await visitor(chromium, { scripts: false, width: 320 });
    await look(page, `/${language}/`, words);
    assert.equal(new URL(page.url()).pathname, `/${language}/search`);
    assert.ok((await page.locator(RESULTS).count()) > 0, words);
    for (const text of await page.locator(`${RESULTS} mark`).allTextContents()) assert.match(text, mark);
    assert.equal(await page.inputValue("main [name=q]"), words);
    await sound(page, false);
    const first = page.locator(`${RESULTS} > a`).first();
    const title = await first.textContent();
    await press(page, `:nth-match(${RESULTS} > a, 1)`);
    assert.equal((await page.locator("h1").textContent()).trim(), title.trim());
    await page.context().close();
  });
}

test("the keyboard alone reaches the search, its filters and the next page", async () => {
  const page = await visitor(chromium, { scripts: false });
  await page.goto("/en/");
  for (let step = 0; step < 4 && (await page.locator("header [type=search]:focus").count()) === 0; step++) {
    await page.keyboard.press("Tab");
  }
  await page.keyboard.type("city");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  const all = await page.locator(RESULTS).count();
  assert.ok(all > 1);
  await page.focus("main [name=kind]");
  await page.selectOption("main [name=kind]", "news");
  await press(page, "main form [type=submit]");
  assert.match(page.url(), /kind=news/);
  const kinds = await page.locator(`${RESULTS} .meta`).allTextContents();
  assert.ok(kinds.length > 0 && kinds.every((one) => one.startsWith("News")), kinds.join());
  await page.context().close();
});

test("who mistypes is offered what is there", async () => {
  const page = await visitor(chromium, { scripts: false });
  await look(page, "/en/", "memebrship");
  assert.equal(await page.locator(RESULTS).count(), 0);
  await press(page, ":nth-match(main .empty a, 1)");
  assert.ok((await page.locator(RESULTS).count()) > 0);
  await page.context().close();
});

test("nothing is wrong with what is found, and what is not, in two directions and in the dark", async () => {
  for (const dark of [false, true]) {
    const page = await visitor(chromium, { width: 320, dark });
    for (const address of ["/en/search", "/en/search?q=city", "/ar/search?q=city", "/ar/search?q=xyzxyz+city", "/ko/search?q=%EB%8F%84%EC%8B%9C"]) {
      await page.goto(address);
      await sound(page);
    }
    await page.context().close();
  }
});

test("the desk finds drafts too", async () => {
  const page = await visitor(chromium);
  await signIn(page, "editor");
  await page.goto("/desk/content/list");
  await page.fill("main [name=q]", "city");
  await press(page, "main [name=q]");
  assert.ok((await page.locator("main table tbody tr").count()) > 0);
  await sound(page);
  await page.context().close();
});
