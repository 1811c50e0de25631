// The four ways a journey is made: at the office and on a telephone, with scripts and without; and the hand that
// makes it, which counts what a person would have to do.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startBoard } from './board.mjs';
import { SIZES, launch, person } from './browser.mjs';
import { PEOPLE } from './people.mjs';

const WAYS = ['office', 'phone'].flatMap(size => [true, false].map(javaScript => ({ size, javaScript })));

/** The journey four times, each on a board of its own. `enter` signs somebody in the way it is made. */
export function inEveryWay(title, journey) {
  describe(title, () => {
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(async () => {
      await browser?.close();
    });
    for (const { size, javaScript } of WAYS) {
      test(`${size}, scripts ${javaScript ? 'on' : 'off'}`, async () => {
        const board = await startBoard();
        try {
          const enter = who => person(browser, board, PEOPLE[who], { size: SIZES[size], javaScript });
          await journey({ board, enter, size, javaScript });
        } finally {
          await board.stop();
        }
      });
    }
  });
}

/** Seconds a person takes who is over fifty, in a hurry, and has not seen the page before. */
const PACE = { page: 15, click: 4, character: 1.5 };

/** Clicks and types, and knows how long a person would have needed. */
export class Hand {
  clicks = 0;
  typed = [];
  pages = 1;

  constructor(page) {
    this.page = page;
  }

  async click(target, next) {
    this.clicks += 1;
    await target.click();
    if (!next) return;
    this.pages += 1;
    await this.page.waitForURL(next);
  }

  /** Types what nobody has typed yet and the page does not know. */
  async type(target, text) {
    assert.ok(!this.typed.includes(text), `${text} is typed twice`);
    assert.equal(await target.inputValue(), '', `${text} takes the place of something known`);
    this.typed.push(text);
    await target.fill(text);
  }

  get seconds() {
    const characters = this.typed.join('').length;
    return this.pages * PACE.page + this.clicks * PACE.click + characters * PACE.character;
  }
}

/** Nothing stands beyond the edge of the screen. */
export async function assertFits(page) {
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth).catch(() => 0);
  assert.ok(beyond <= 0, `${page.url()} is ${beyond} px wider than the screen`);
}
