// The whole crawl, by cargo xtask browse: every public page in every language, on a phone and on a desk; in the
// dark; and the staff's and people's own pages in the desk's languages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, signIn, visitor, walk } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

for (const code of ["en", "ko", "ru", "zh", "es", "fr", "ar"]) {
  for (const width of [320, 1280]) {
    test(`every page in ${code} at ${width} px`, { timeout: 3_600_000 }, async () => {
      const page = await visitor(chromium, { width });
      const inside = (address) => address.startsWith(`/${code}/`);
      const language = code === "zh" ? "zh-Hans" : code;
      const { seen, found } = await walk(page, `/${code}/`, inside, { language });
      console.log(`# ${seen.length} pages in ${code} at ${width} px`);
      assert.deepEqual(found, []);
      await page.context().close();
    });
  }
}

test("every page in the dark", { timeout: 3_600_000 }, async () => {
  const page = await visitor(chromium, { dark: true });
  const { found } = await walk(page, "/en/", (address) => address.startsWith("/en/"), { language: "en" });
  assert.deepEqual(found, []);
  await page.context().close();
});

for (const language of ["en", "ko", "ar"]) {
  for (const dark of [false, true]) {
    test(`the desk and people's own pages in ${language}${dark ? ", in the dark" : ""}`, { timeout: 3_600_000 }, async () => {
      const page = await visitor(chromium, { width: dark ? 1280 : 320, dark });
      await signIn(page, "administrator");
      const inside = (address) => /^\/(desk|account)\//.test(address) && !address.includes("lang=");
      const desk = await walk(page, `/desk/?lang=${language}`, inside, { each: 12, language });
      const own = await walk(page, "/account/", inside, { each: 12, language });
      console.log(`# ${desk.seen.length + own.seen.length} pages of staff in ${language}`);
      assert.deepEqual([...desk.found, ...own.found], []);
      await page.context().close();
    });
  }
}
