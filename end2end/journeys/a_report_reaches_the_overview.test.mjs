// From the society's form to the leader's screen and the printed summary: once with JavaScript, once without.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { startBoard } from '../board.mjs';
import { assertQuiet, file, launch, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';

const OFFICIAL = { docx: 'word/document.xml', xlsx: 'xl/workbook.xml' };

for (const javaScript of [true, false]) {
  describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
    let browser, board;
    before(async () => {
      browser = await launch();
      board = await startBoard();
    });
    after(async () => {
      await browser?.close();
      await board?.stop();
    });

    const enter = who => person(browser, board, PEOPLE[who], { javaScript });

    test('what a society files is forwarded, accepted, counted, explained and printed', async () => {
      const leader = await enter('leader');
      const earlier = await recognised(leader);

      const filer = await enter('filer');
      await file(filer, '2', '7月20日完成首批评价，2人通过。');
      assert.match(await filer.locator('main').innerText(), /R-202207/);

      for (const [who, button] of [['consolidator', '提请办公室'], ['office', '审核通过']]) {
        const page = await enter(who);
        await page.goto('/review');
        await page.getByRole('main').getByRole('link', { name: '省食品学会' }).first().click();
        await page.getByRole('button', { name: button }).click();
        await page.locator('.undo').first().waitFor();
        assertQuiet(page);
      }

      assert.equal(await recognised(leader), earlier + 2);
      await leader.locator('a[href^="/figures/"]').filter({ hasText: String(earlier + 2) }).first().click();
      await leader.waitForURL(/\/figures\//);
      const proof = await leader.locator('main').innerText();
      assert.match(proof, /省食品学会/);
      assert.match(proof, new RegExp(`${earlier + 2}`));

      for (const [kind, part] of Object.entries(OFFICIAL)) {
        await leader.goto('/summaries/2022H1');
        const [download] = await Promise.all([
          leader.waitForEvent('download'),
          leader.locator(`a[href*="/summaries/2022H1/${kind}"]`).first().click(),
        ]);
        const bytes = await readFile(await download.path());
        assert.equal(bytes.subarray(0, 4).toString('latin1'), 'PK\u0003\u0004', `${kind} is a zip file`);
        assert.ok(bytes.includes(part), `${kind} holds ${part}`);
        assert.ok(bytes.length > 5_000, `${kind} is ${bytes.length} bytes`);
      }
      assertQuiet(filer);
      assertQuiet(leader);
    });
  });
}

/** The figure of the second target, as a leader reads it. */
async function recognised(page) {
  await page.goto('/overview');
  const card = page.getByRole('region', { name: '非准入类 互认' });
  return Number(/(\d+)\s*[/／]\s*200/.exec(await card.innerText())?.[1]);
}
