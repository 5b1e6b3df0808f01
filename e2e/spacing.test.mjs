// Readers who set their own text spacing (WCAG 1.4.12) or their own few colours lose nothing of a page.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser, overflow, press, signIn, visitor } from "./house.mjs";

let chromium;
before(async () => (chromium = await browser()));
after(() => chromium.close());

/** Opens a page that is there. */
async function open(page, path) {
  assert.equal((await page.goto(path)).status(), 200, path);
}

/** Pages of each kind, and how somebody comes there. */
const PAGES = {
  "the front page": (page) => open(page, "/en/"),
  "a page of the content": (page) => open(page, "/en/about"),
  "the list of news": (page) => open(page, "/en/news"),
  "a form with an error": async (page) => {
    await open(page, "/en/newsletter/");
    assert.equal((await press(page, "main form.form [type=submit]")).status(), 422);
  },
  "a list at the desk": async (page) => {
    await signIn(page, "administrator");
    await open(page, "/desk/content/list?kind=page");
  },
  "the diagnosis": async (page) => {
    await signIn(page, "officer-b");
    await open(page, "/account/ceds/");
    const assessment = await page.locator("main .list a").first().getAttribute("href");
    await open(page, `${assessment}/sections/governance/1`);
  },
};

/** The spacing that a page has to bear, on everything; by a sheet of the reader's, which no policy refuses. */
function space(page) {
  return page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
      p { margin-block-end: 2em !important; }
    `);
    document.adoptedStyleSheets = [sheet];
  });
}

/** What is cut off, and what lies on something else: a line for each. */
function lost(page) {
  return page.evaluate(() => {
    const told = (element) => `${element.localName}.${element.className}: ${element.textContent.trim().slice(0, 60)}`;
    // What only screen readers are to have is cut off on purpose, and a field scrolls to what is written in it.
    const apart = (element) => {
      if (element.closest("svg, input, select, textarea, [hidden]")) return true;
      for (let one = element; one; one = one.parentElement) {
        const style = getComputedStyle(one);
        if (style.clipPath === "inset(50%)" || style.visibility === "hidden") return true;
      }
      return false;
    };
    const shown = [...document.body.querySelectorAll("*")].filter((one) => one.checkVisibility() && !apart(one));
    const cut = shown.filter((element) => {
      const { overflowX, overflowY } = getComputedStyle(element);
      const cuts = (how) => how === "hidden" || how === "clip";
      return (
        (cuts(overflowX) && element.scrollWidth > element.clientWidth) ||
        (cuts(overflowY) && element.scrollHeight > element.clientHeight)
      );
    });
    // Each line of text is a box. Those of one element follow each other by its line height, so they are held against others'.
    const lines = shown.flatMap((element) =>
      [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim()).flatMap((node) => {
        const range = document.createRange();
        range.selectNodeContents(node);
        return [...range.getClientRects()].filter((box) => box.width > 1).map((box) => ({ element, box }));
      }),
    );
    const over = (one, other) => {
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      // A box is higher than its letters, by what the typeface keeps free above and below.
      return wide > 2 && high > Math.min(one.height, other.height) / 3;
    };
    const lying = lines.flatMap((one, at) =>
      lines.slice(at + 1).filter((other) => one.element !== other.element && over(one.box, other.box))
        .map((other) => `${told(one.element)} lies on ${told(other.element)}`),
    );
    return [...cut.map((element) => `${told(element)} is cut off`), ...lying];
  });
}

/** In a page: the colour that something stands on, and what it is. */
const SEEN = `
  const clear = (color) => /^rgba\\(.*, 0\\)$/.test(color);
  const ground = (element) => {
    for (let one = element; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (!clear(color)) return color;
    }
    return "rgb(255, 255, 255)";
  };
  const told = (element) => element.outerHTML.slice(0, 120);
`;

/** The buttons whose edge nobody sees. */
function edgeless(page) {
  return page.evaluate(`(() => {
    ${SEEN}
    const buttons = [...document.querySelectorAll("button, .button, [type=submit]")].filter((one) => one.checkVisibility());
    const seen = (button) => {
      const { borderTopStyle, borderTopWidth, borderTopColor } = getComputedStyle(button);
      const drawn = borderTopStyle !== "none" && Number.parseFloat(borderTopWidth) >= 1;
      return drawn && !clear(borderTopColor) && borderTopColor !== ground(button.parentElement);
    };
    return { count: buttons.length, unseen: buttons.filter((one) => !seen(one)).map(told) };
  })()`);
}

/** Where the keyboard stands, and whether that is seen; nothing where it is at the end of the page. */
function focused(page) {
  return page.evaluate(`(() => {
    ${SEEN}
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    const drawn = outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
    // The button of a calendar in a field is the browser's own, which shows by itself that it has the keyboard.
    const own = !one.matches(":focus");
    return { told: told(one), seen: own || (drawn && !clear(outlineColor) && outlineColor !== ground(one.parentElement)) };
  })()`);
}

for (const [kind, come] of Object.entries(PAGES)) {
  for (const width of [320, 1280]) {
    test(`${kind} bears wider text at ${width} px`, async () => {
      const page = await visitor(chromium, { width });
      await come(page);
      await space(page);
      const spaced = await page.evaluate(() => {
        const style = getComputedStyle(document.querySelector("h1"));
        return Number.parseFloat(style.letterSpacing) / Number.parseFloat(style.fontSize);
      });
      assert.ok(Math.abs(spaced - 0.12) < 0.001, `${spaced}`);
      assert.equal(await overflow(page), 0, page.url());
      assert.deepEqual(await lost(page), [], page.url());
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }

  test(`${kind} shows in forced colours where the keyboard is and what a button is`, async () => {
    const page = await visitor(chromium);
    await page.emulateMedia({ forcedColors: "active" });
    await come(page);
    assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    const { count, unseen } = await edgeless(page);
    assert.ok(count > 0, "there are buttons");
    assert.deepEqual(unseen, [], page.url());
    // From the beginning, also where the page put the keyboard elsewhere.
    await page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute("tabindex");
    });
    const stops = [];
    for (let at = true; at && stops.length < 400; ) {
      await page.keyboard.press("Tab");
      at = await focused(page);
      if (at) stops.push(at);
    }
    assert.ok(stops.length > 5 && stops.length < 400, `${stops.length} stops`);
    assert.match(stops[0].told, /class="skip"/, "from the beginning");
    assert.deepEqual(stops.filter(({ seen }) => !seen), [], page.url());
    assert.deepEqual(page.complaints, []);
    await page.context().close();
  });
}
