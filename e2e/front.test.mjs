// What a visitor sees first, in three scripts, on a phone and on a desk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, faults, overflow, site, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

for (const [language, direction] of [["en", "ltr"], ["ko", "ltr"], ["ar", "rtl"]]) {
  for (const width of [320, 1280]) {
    test(`the front page in ${language} at ${width} px`, async () => {
      const page = await visitor(chromium, { width });
      const answer = await page.goto(`/${language}/`);
      assert.equal(answer.status(), 200);
      assert.equal(await page.getAttribute("html", "lang"), language);
      assert.equal((await page.getAttribute("html", "dir")) ?? "ltr", direction);
      assert.equal(await page.locator("h1").count(), 1);
      assert.equal(await overflow(page), 0);
      assert.deepEqual(await faults(page), []);
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
}

test("the front page in the dark", async () => {
  const page = await visitor(chromium, { dark: true });
  await page.goto("/en/");
  assert.deepEqual(await faults(page), []);
  await page.context().close();
});

test("without scripts a visitor finds the way to another language and back", async () => {
  const page = await visitor(chromium, { scripts: false, width: 320 });
  await page.goto("/en/");
  await page.click("a[hreflang=ko]");
  assert.match(page.url(), /\/ko\//);
  await page.click("a[hreflang=en]");
  assert.match(page.url(), /\/en\//);
  await page.context().close();
});

test("the first stop of the tab key is the way past the navigation", async () => {
  const page = await visitor(chromium);
  await page.goto("/en/");
  await page.keyboard.press("Tab");
  const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
  assert.match(target, /^#/);
  assert.equal(await page.locator(target).count(), 1);
  await page.context().close();
});

test("the address without a language leads by what the browser asks for", async () => {
  const asked = [["ko-KR,ko;q=0.9,en;q=0.5", "/ko/"], ["ar", "/ar/"], ["tlh", "/en/"], ["*", "/en/"]];
  for (const [languages, path] of asked) {
    const answer = await fetch(`${site}/`, { redirect: "manual", headers: { "accept-language": languages } });
    assert.equal(answer.status, 303, languages);
    assert.equal(new URL(answer.headers.get("location"), site).pathname, path, languages);
  }
});
