// Signing in and out, with scripts and without.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, faults, person, signIn, site, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

for (const scripts of [true, false]) {
  const how = scripts ? "with scripts" : "without scripts";

  test(`a wrong password keeps the address, ${how}`, async () => {
    const page = await visitor(chromium, { scripts, width: 320 });
    const { email } = await person("reader");
    await page.goto("/account/sign-in");
    await page.fill("[name=email]", email);
    await page.fill("[name=password]", "certainly not this one");
    const [answer] = await Promise.all([page.waitForNavigation(), page.click("main form [type=submit]")]);
    assert.equal(answer.status(), 422);
    assert.equal(await page.inputValue("[name=email]"), email);
    assert.equal(await page.inputValue("[name=password]"), "");
    if (scripts) assert.deepEqual(await faults(page), []);
    await page.context().close();
  });

  test(`who signs in comes to their account, and out again, ${how}`, async () => {
    const page = await visitor(chromium, { scripts });
    await signIn(page, "editor");
    const cookies = await page.context().cookies();
    assert.ok(cookies.length > 0 && cookies.every(({ httpOnly, sameSite }) => httpOnly && sameSite === "Lax"), JSON.stringify(cookies));
    await page.goto("/account/");
    assert.equal(new URL(page.url()).pathname, "/account/");
    await page.click("form[action$=sign-out] [type=submit]");
    await page.goto("/account/");
    assert.match(new URL(page.url()).pathname, /sign-in/);
    await page.context().close();
  });
}

test("a stolen cookie is worth nothing after signing out", async () => {
  const page = await visitor(chromium);
  await signIn(page, "editor");
  const stolen = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const ask = () => fetch(`${site}/account/`, { headers: { cookie: stolen }, redirect: "manual" });
  assert.equal((await ask()).status, 200);
  await page.goto("/account/");
  await page.click("form[action$=sign-out] [type=submit]");
  assert.equal((await ask()).status, 303);
  await page.context().close();
});

test("a form of another site changes nothing", async () => {
  const page = await visitor(chromium);
  await signIn(page, "editor");
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  const answer = await fetch(`${site}/account/sign-out`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  });
  assert.equal(answer.status, 403);
  assert.equal((await fetch(`${site}/account/`, { headers: { cookie }, redirect: "manual" })).status, 200);
  await page.context().close();
});
