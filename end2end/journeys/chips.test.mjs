// Numbers in a text that is being written: they cannot be mistyped, only put in and taken out.
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { assertQuiet, awake, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

const TOKEN = '{{41|T1}}';

describe('a number in a text that is being written', () => {
  let office, field;
  before(async () => {
    office = await person(browser, board, PEOPLE.office);
    await office.goto('/briefings/2022-5');
    await office.getByRole('button', { name: /^编辑 导语/ }).click();
    await awake(office);
    field = office.locator('#piece-text');
  });

  const text = () => field.inputValue();
  const caret = () => field.evaluate(it => [it.selectionStart, it.selectionEnd]);
  /** Puts the caret somewhere, as a click would. */
  const place = async at => {
    await field.focus();
    await field.evaluate((it, at) => it.setSelectionRange(at, at), at);
    await office.waitForTimeout(30);
  };

  test('the caret goes around a number, from the keys and from a click', async () => {
    const start = (await text()).indexOf(TOKEN);
    const end = start + TOKEN.length;
    await place(start);
    await field.press('ArrowRight');
    await office.waitForTimeout(30);
    assert.deepEqual(await caret(), [end, end]);
    await field.press('ArrowLeft');
    await office.waitForTimeout(30);
    assert.deepEqual(await caret(), [start, start]);
    await place(end - 2);
    assert.deepEqual(await caret(), [end, end]);
    for (const selected of [start, start - 1]) {
      await field.press('Shift+ArrowLeft');
      await office.waitForTimeout(30);
      assert.deepEqual(await caret(), [selected, end]);
    }
    await field.evaluate((it, at) => it.setSelectionRange(at, at + 2), start + 4);
    await office.waitForTimeout(30);
    assert.deepEqual(await caret(), [start, end], 'a part that is selected stands for the whole');
  });

  test('typing never changes a number, and one that is deleted goes as a whole and comes back whole', async () => {
    const before = await text();
    const start = before.indexOf(TOKEN);
    const end = start + TOKEN.length;
    await field.evaluate((it, at) => { it.focus(); it.setSelectionRange(at, at); }, start + 4);
    await office.keyboard.insertText('共');
    const typed = await text();
    assert.ok(typed.includes(TOKEN) && typed.length === before.length + 1, typed);
    await field.fill(before);
    await place(end);
    await field.press('Backspace');
    assert.equal(await text(), before.slice(0, start) + before.slice(end));
    await field.press('Control+z');
    assert.equal(await text(), before);
    await place(start);
    await field.press('Delete');
    assert.equal(await text(), before.slice(0, start) + before.slice(end));
    await field.press('Control+z');
    assert.equal(await text(), before);
  });

  test('below the text the chips show with their values, and follow what is typed', async () => {
    const read = office.locator('#piece-read');
    assert.match(await read.innerText(), /准入类执业落地累计\s*41\s*人/);
    const chip = read.locator('.chip', { hasText: /^41$/ });
    assert.equal(await chip.count(), 1);
    assert.ok((await chip.getAttribute('title')).length > 2, 'a chip says which figure it is');
    const before = await text();
    await place(0);
    await office.keyboard.insertText('共');
    assert.match(await read.innerText(), /共截至/);
    await field.fill(before);
  });

  test('Ctrl+K opens the numbers, and one is put in where the caret stood', async () => {
    const before = await text();
    await place(0);
    await field.press('Control+k');
    const button = office.locator('details.chips button', { hasText: '|T2}}' }).first();
    await button.click();
    const chip = await button.textContent();
    assert.equal(await text(), chip + before);
    assert.deepEqual(await caret(), [chip.length, chip.length]);
    assert.ok(await field.evaluate(it => it === document.activeElement));
    await field.press('Control+z');
    assert.equal(await text(), before, 'and can be undone');
  });

  test('a number typed by hand leaves those after it whole', async () => {
    const before = await text();
    await place(0);
    await office.keyboard.type('{{T2}}', { delay: 30 });
    assert.equal(await text(), '{{T2}}' + before);
    await field.fill(before);
  });

  test('Ctrl+Alt and a digit choose the level, Ctrl+S keeps the piece, F7 goes to the next check', async () => {
    const kind = office.locator('#piece-kind');
    await field.press('Control+Alt+2');
    assert.equal(await kind.inputValue(), 'heading2');
    await kind.selectOption('lead');
    await field.press('Control+s');
    await office.waitForURL(/#p-/);
    await awake(office);
    assert.equal(await office.locator('#piece-text').count(), 0);
    await office.keyboard.press('F7');
    assert.ok(await office.evaluate(() => document.activeElement.matches('.flags')));
    assertQuiet(office);
  });
});
