// A second factor: set up, asked for, used up, removed; with scripts and without.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, test } from "node:test";
import { browser, person, signIn, sound, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

/** The code that an app shows for a secret in base 32 (RFC 6238). */
function code(secret, off = 0) {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...secret].map((one) => letters.indexOf(one).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + off));
  const mac = createHmac("sha1", key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

/** Sends the page's form and answers with the page that follows. */
async function send(page, fields) {
  for (const [name, value] of Object.entries(fields)) await page.fill(`main form [name=${name}]`, value);
  const [answer] = await Promise.all([page.waitForNavigation(), page.press("main form [type=submit]", "Enter")]);
  return answer;
}

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";
  const [width, language] = scripts ? [1280, "en"] : [320, "ar"];

  test(`a second factor from the first to the last day, ${how}`, async () => {
    const page = await visitor(chromium, { scripts, width, language });
    const { password } = await person("reader");
    await signIn(page, "reader");
    await page.goto(`/account/second-factor?lang=${language}`);
    await sound(page, scripts);
    await page.goto(`/account/second-factor/app/new?lang=${language}`);
    await sound(page, scripts);
    await send(page, { "current-password": password });
    assert.equal(new URL(page.url()).pathname, "/account/second-factor/app");
    await sound(page, scripts);
    assert.ok(await page.locator("main svg[role=img]").isVisible());
    const secret = (await page.textContent("main code.secret")).replaceAll(" ", "");
    assert.equal((await send(page, { code: "nonsense" })).status(), 422);
    await sound(page, scripts);
    assert.equal((await send(page, { code: code(secret) })).status(), 200);
    await sound(page, scripts);
    const codes = await page.locator("main ol code").allTextContents();
    assert.equal(codes.length, 10);

    const again = await visitor(chromium, { scripts, width, language });
    await signIn(again, "reader");
    await again.waitForURL(/\/account\/sign-in\/code/);
    await sound(again, scripts);
    await again.goto("/account/");
    assert.match(new URL(again.url()).pathname, /sign-in$/);
    await again.goto("/account/sign-in/code?with=recovery");
    await sound(again, scripts);
    assert.equal((await send(again, { code: codes[0].toLowerCase() })).status(), 200);
    assert.equal(new URL(again.url()).pathname, "/account/");
    await again.goto(`/account/second-factor/remove?lang=${language}`);
    await sound(again, scripts);
    await send(again, { "current-password": password });
    assert.equal(new URL(again.url()).search, "?done=removed");
    await sound(again, scripts);
    for (const one of [page, again]) await one.context().close();
  });
}
