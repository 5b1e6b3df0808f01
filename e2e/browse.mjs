// The whole crawl, by cargo xtask browse: every public page in every language, on a phone and on a desk.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, visitor, walk } from "./house.mjs";

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
