// Chromium, and a page that remembers everything the browser complained about.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

// No browser is downloaded: the distribution's own is driven.
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const SIZES = { office: [1366, 768], phone: [390, 844], hall: [1920, 1080] };
export const LANGUAGES = ['zh-Hans', 'zh-Hant', 'en'];

export function launch() {
  assert.ok(CHROMIUM, 'No Chromium found. On Debian: apt-get install chromium fonts-noto-cjk');
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A visitor with a browser of their own: nothing is shared with the other visitors of a journey. */
export async function visitor(browser, board, { javaScript = true, size = SIZES.office } = {}) {
  const context = await browser.newContext({
    baseURL: board.origin,
    javaScriptEnabled: javaScript,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: size[0], height: size[1] },
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(30_000);
  // Put in before the page's own scripts, so that the page's content policy does not apply to it.
  if (javaScript) await context.addInitScript({ path: AXE });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', message => {
    if (!['error', 'warning'].includes(message.type())) return;
    // Chromium reports the status of a page that was refused on purpose; the journey asserts that status itself.
    if (message.location().url === page.url() && /status of 4\d\d/.test(message.text())) return;
    // What is fetched ahead for islands waits in vain where scripts are off, or where one moves on at once.
    if (message.text().includes('was preloaded using link preload but not used')) return;
    complaints.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', error => complaints.push(`${page.url()}: ${error}`));
  page.on('dialog', dialog => {
    complaints.push(`${page.url()}: dialog ${dialog.message()}`);
    return dialog.dismiss();
  });
  page.complaints = complaints;
  page.scripted = javaScript;
  return page;
}

/** Signs in as the one person of the worked example who is listed with all these words. */
export async function signIn(page, ...words) {
  await page.goto('/signin?lang=zh-Hans');
  let listed = page.getByRole('main').getByRole('listitem');
  for (const word of words) listed = listed.filter({ hasText: word });
  await listed.first().getByRole('button').click();
  await page.waitForURL(url => url.pathname !== '/signin');
}

/** A visitor who has signed in. */
export async function person(browser, board, words, options) {
  const page = await visitor(browser, board, options);
  await signIn(page, ...words);
  return page;
}

/** Where 省食品学会 says how many came from Hong Kong this month. */
export const CELL = '[name="count.recognised.food.-.hk.in"]';

/** Files the July report of 省食品学会: type, check, submit, receipt. */
export async function file(page, count, done) {
  await page.goto('/my/reports/2022-07');
  await awake(page);
  await page.locator(CELL).fill(count);
  await page.getByLabel('工作进展').fill(done);
  await page.getByRole('main').getByRole('button', { name: '检查并提交' }).click();
  await page.waitForURL(/\/check/);
  await page.getByRole('main').getByRole('button', { name: '提交' }).click();
  await page.waitForURL(/\/receipt/);
}

/** Waits until the islands and the keys of the page, if it has any and scripts run, answer. */
export async function awake(page) {
  if (!page.scripted || (await page.locator('leptos-island, html[data-keys]').count()) === 0) return;
  await page.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe-core finds wrong with the page as it stands, one line for each thing. */
export async function barriers(page) {
  const found = await page.evaluate(rules => window.axe.run(document, { runOnly: rules, resultTypes: ['violations'] }), RULES);
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(node => `${new URL(page.url()).pathname}: ${id} (${help}) at ${node.target.join(' ')}: ${node.failureSummary}`),
  );
}

export function assertQuiet(page) {
  assert.deepEqual(page.complaints, [], 'the browser complained');
}
