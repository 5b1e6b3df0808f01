// A passkey: made, signed in with, refused and removed, by the browser's own authenticator in software. Browsers make passkeys for
// names alone, so the site under test is another one, whose public address is localhost.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, test } from "node:test";
import { browser, person, press, required, signIn, site, sound, visitor } from "./house.mjs";

let chromium;
let folder;
let named;
let at;

/** A port that nobody listens on. */
function freePort() {
  return new Promise((found, failed) => {
    const server = createServer();
    server.on("error", failed);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

/** Resolves when the demo has told its last person; fails when it ends before. */
function started(demo) {
  return new Promise((ready, failed) => {
    demo.on("exit", (code) => failed(new Error(`the site ended with ${code}`)));
    const people = new Set();
    createInterface({ input: demo.stdout }).on("line", (line) => {
      if (line.startsWith("person ")) people.add(line.split(" ")[1]);
      if (people.size === 8) ready();
    });
  });
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "wego-passkeys-"));
  const port = await freePort();
  at = `http://localhost:${port}`;
  const where = ["--listen", `127.0.0.1:${port}`, "--public-url", at, "--data", folder];
  const env = { ...process.env, WEGO_LOG: "warn" };
  named = spawn(required("WEGO_SITE"), ["demo", ...where], { env, stdio: ["ignore", "pipe", "inherit"] });
  await started(named);
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  if (named?.exitCode === null) {
    const ended = new Promise((gone) => named.on("exit", gone));
    named.kill();
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
});

/** Puts an authenticator into the page's browser; answers with what speaks to it. */
async function authenticator(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const { authenticatorId } = await session.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    keys: async () => (await session.send("WebAuthn.getCredentials", { authenticatorId })).credentials,
    agrees: (isUserVerified) => session.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }),
  };
}

/** Begins to make a passkey. */
async function begin(page, password, language) {
  await page.goto(`/account/second-factor/passkeys/new?lang=${language}`);
  await sound(page);
  await page.fill("main form [name=name]", "Phone");
  await page.fill("main form [name=current-password]", password);
  await press(page, "main form [type=submit]");
  assert.equal(new URL(page.url()).pathname, "/account/second-factor/passkeys/make");
  await sound(page);
}

const ask = "form[data-passkey] [type=submit]";

/** What the script says of an attempt, once it says another thing than before. */
async function said(page, what) {
  const text = await page.getAttribute("form[data-passkey]", `data-${what}`);
  assert.ok(text);
  await page.locator("[data-says]", { hasText: text }).waitFor();
}

for (const [width, language, role] of [[1280, "en", "reader"], [320, "ar", "officer-a"]]) {
  test(`a passkey from the first to the last day, in ${language}`, async () => {
    const page = await visitor(chromium, { width, language, at });
    const device = await authenticator(page);
    const { password } = await person(role, folder);
    await signIn(page, role, folder);
    await begin(page, password, language);
    assert.ok(await page.locator("[data-without]").isHidden());
    assert.equal((await press(page, ask)).status(), 200);
    await sound(page);
    const codes = await page.locator("main ol code").allTextContents();
    assert.equal(codes.length, 10);
    assert.equal((await device.keys()).length, 1);
    await page.goto(`/account/second-factor?lang=${language}`);
    await sound(page);
    assert.match(await page.textContent("main dl"), /Phone/);

    // The same device makes no second one; another is told so.
    await begin(page, password, language);
    await page.press(ask, "Enter");
    await said(page, "known");
    await sound(page);

    await page.context().clearCookies();
    await signIn(page, role, folder);
    await page.waitForURL(/\/account\/sign-in\/code/);
    await sound(page);
    await device.agrees(false);
    await page.press(ask, "Enter");
    await said(page, "refused");
    await sound(page);
    await device.agrees(true);
    assert.equal((await press(page, ask)).status(), 200);
    assert.equal(new URL(page.url()).pathname, "/account/");

    // Without scripts the page says what a passkey needs, and a recovery code does.
    const plain = await visitor(chromium, { scripts: false, width, language, at });
    await signIn(plain, role, folder);
    await plain.waitForURL(/\/account\/sign-in\/code/);
    await sound(plain, false);
    assert.ok(await plain.locator("[data-without]").isVisible());
    assert.ok(await plain.locator(ask).isHidden());
    await plain.goto("/account/sign-in/code?with=recovery");
    await plain.fill("main form [name=code]", codes[0]);
    assert.equal((await press(plain, "main form [type=submit]")).status(), 200);
    assert.equal(new URL(plain.url()).pathname, "/account/");

    await page.goto(`/account/second-factor?lang=${language}`);
    await press(page, "main dl a[href*='/passkeys/']");
    await sound(page);
    await page.fill("main form [name=current-password]", password);
    await press(page, "main form [type=submit]");
    await page.context().clearCookies();
    await signIn(page, role, folder);
    await page.waitForURL(/\/account\/$/);
    for (const one of [page, plain]) await one.context().close();
  });
}

test("a site whose address is a number says what passkeys need", async () => {
  const page = await visitor(chromium);
  await signIn(page, "reader");
  await page.goto("/account/second-factor");
  await sound(page);
  assert.match(await page.textContent("main"), /public-url/);
  assert.ok((await page.textContent("main")).includes(site));
  assert.equal(await page.locator("main a[href*='/passkeys/new']").count(), 0);
  await page.context().close();
});
