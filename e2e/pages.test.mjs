// Every template, with axe: the public ones in English and Arabic, the staff's in English.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, look, signIn, site, visitor, walk } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

for (const language of ["en", "ar"]) {
  for (const width of [320, 1280]) {
    test(`public pages in ${language} at ${width} px`, async () => {
      const page = await visitor(chromium, { width });
      const inside = (address) => address.startsWith(`/${language}/`);
      const { seen, found } = await walk(page, `/${language}/`, inside, { each: 2 });
      assert.deepEqual(found, []);
      assert.ok(seen.length > 10, `${seen.length} pages are too few to be the site`);
      await page.context().close();
    });
  }
}

for (const [language, width] of [["en", 320], ["en", 1280], ["ar", 320], ["ar", 1280]]) {
  test(`the staff's pages in ${language} at ${width} px`, async () => {
    const page = await visitor(chromium, { width });
    await signIn(page, "administrator");
    const inside = (address) => /^\/(desk|account)\//.test(address) && !address.includes("lang=");
    const desk = await walk(page, `/desk/?lang=${language}`, inside, { each: 2, language });
    const account = await walk(page, "/account/", inside, { each: 2, language });
    assert.deepEqual([...desk.found, ...account.found], []);
    assert.ok(desk.seen.length > 5, `${desk.seen.length} pages are too few to be the desk`);
    await page.context().close();
  });
}

test("a page that is not there says so, in the reader's language, and leads on", async () => {
  for (const [address, language] of [["/ko/no-such-page", "ko"], ["/ar/no-such-page", "ar"], ["/en/a/b/c/d", "en"]]) {
    const page = await visitor(chromium, { width: 320 });
    const answer = await page.goto(address);
    assert.equal(answer.status(), 404);
    assert.equal(await page.getAttribute("html", "lang"), language);
    assert.deepEqual(await look(page, address), []);
    assert.ok((await page.locator("main a[href], header a[href]").count()) > 0);
    await page.context().close();
  }
});

test("nothing comes from elsewhere", async () => {
  const page = await visitor(chromium);
  const foreign = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(site) && !request.url().startsWith("data:")) foreign.push(request.url());
  });
  await page.goto("/en/");
  await page.goto("/en/about");
  await page.goto("/account/sign-in");
  assert.deepEqual(foreign, []);
  await page.context().close();
});
