// A secretary's month: filing without retyping, two tabs, keys, a correction there and back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startBoard } from '../board.mjs';
import { CELL, SIZES, assertQuiet, awake, launch, person } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { Hand, assertFits, inEveryWay } from '../ways.mjs';

const FORM = '/my/reports/2022-07';

let browser, board;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
});

/** A board of its own for each journey: each files July. */
async function onBoard(body) {
  board = await startBoard();
  try {
    await body();
  } finally {
    await board.stop();
  }
}

const main = page => page.getByRole('main');

inEveryWay('a first report takes a person under four minutes, and nothing is typed twice', async ({ enter, javaScript }) => {
  const filer = await enter('filer');
  const hand = new Hand(filer);
  await filer.goto('/my');
  await hand.click(main(filer).getByRole('link', { name: '填写月报' }), /2022-07/);
  await awake(filer);
  const given = await filer.locator('td.given').allInnerTexts();
  assert.ok(given.length > 0, 'what is known is given');
  assert.match(await main(filer).innerText(), /填报人/, 'who files is known');
  await hand.type(filer.locator(CELL), '２人');
  await hand.type(filer.getByLabel('工作进展'), '7月20日完成首批评价，2人通过。');
  if (javaScript) {
    assert.match(await filer.locator('table.grid').innerText(), /识别为 ?2/, 'what is typed is read back at once');
    assert.match(await main(filer).innerText(), /17\/300/);
  }
  await assertFits(filer);
  await hand.click(main(filer).getByRole('button', { name: '检查并提交' }), /\/check/);
  assert.match(await main(filer).innerText(), /62 → 64/);
  await assertFits(filer);
  await hand.click(main(filer).getByRole('button', { name: '确认提交' }), /\/receipt/);
  assert.match(await main(filer).innerText(), /一般2个工作日/);
  await assertFits(filer);
  assert.ok(hand.seconds < 240, `a person would need ${hand.seconds} s`);
  assert.ok(hand.clicks <= 3 && hand.typed.length <= 2, `${hand.clicks} clicks, ${hand.typed.length} fields`);
  assertQuiet(filer);
});

inEveryWay('two tabs, one draft: what one of them changed is kept, and what both did is chosen', async ({ enter, javaScript }) => {
  const first = await enter('filer');
  await first.goto(FORM);
  await awake(first);
  const second = Object.assign(await first.context().newPage(), { scripted: first.scripted });
  await second.goto(FORM);
  await awake(second);
  const [done, next] = ['工作进展', '下一步工作'];
  const types = async (page, label, text, told) => {
    await page.getByLabel(label).fill(text);
    if (!javaScript) return await page.getByRole('button', { name: '保存草稿' }).click();
    await page.getByLabel(label).blur();
    await page.locator('.saved', { hasText: told }).waitFor();
  };
  await types(first, done, '先写的一句。', '已保存');
  await types(second, next, '8月10日前报送名单。', '一并保留');
  // Pressed as they are offered, the buttons lose nothing.
  await second.getByRole('button', { name: '保存草稿' }).click();
  await second.waitForURL(/2022-07/);
  await awake(second);
  assert.equal(await second.getByLabel(done).inputValue(), '先写的一句。');
  assert.equal(await second.getByLabel(next).inputValue(), '8月10日前报送名单。');
  // The first tab was made from before that, and changes the sentence that the second changes too.
  await types(second, done, '后写的一句。', '已保存');
  await first.getByLabel(done).fill('先写的一句，又改了。');
  if (javaScript) await first.locator('.saved', { hasText: '逐栏选择' }).waitFor();
  await first.getByRole('button', { name: '保存草稿' }).click();
  await first.getByRole('heading', { name: /请逐栏选择/ }).waitFor();
  assert.equal(await first.locator('fieldset.choice').count(), 1, 'one field is asked');
  assert.equal(await first.getByRole('radio', { checked: true }).count(), 0, 'nothing is chosen between two texts');
  await assertFits(first);
  await first.getByLabel('对方所填').check();
  await first.getByRole('button', { name: '按所选保存' }).click();
  await first.waitForURL(/2022-07/);
  await awake(first);
  assert.equal(await first.getByLabel(done).inputValue(), '后写的一句。');
  assert.equal(await first.getByLabel(next).inputValue(), '8月10日前报送名单。');
  // What was refused was refused on purpose.
  assert.deepEqual(first.complaints.filter(line => !line.includes('409')), []);
});

test('the keys of a spreadsheet move in the grid and through the form', () =>
  onBoard(async () => {
    const filer = await person(browser, board, PEOPLE.filer);
    await filer.goto('/my');
    await awake(filer);
    await filer.waitForFunction(() => document.documentElement.dataset.hydrated !== undefined);
    await filer.keyboard.press('Enter');
    await filer.waitForURL(/2022-07/);
    await awake(filer);
    await filer.keyboard.press('Alt+1');
    const cells = filer.locator('table.grid input');
    const at = () => filer.evaluate(() => [...document.querySelectorAll('table.grid input')].indexOf(document.activeElement));
    assert.equal(await at(), 0);
    await filer.keyboard.type('3');
    await filer.keyboard.press('Enter');
    assert.equal(await at(), 1);
    await filer.keyboard.press('ArrowUp');
    assert.equal(await at(), 0);
    assert.equal(await cells.first().inputValue(), '3');
    await filer.keyboard.press('Alt+4');
    assert.equal(await filer.evaluate(() => document.activeElement.id), 'done');
    await filer.keyboard.press('Control+Enter');
    await filer.waitForURL(/\/check/);
    assertQuiet(filer);
  }));

inEveryWay('a correction tells what it changes, and goes full circle', async ({ enter }) => {
  const filer = await enter('filer');
  await filer.goto('/my/reports');
  await filer.getByRole('link', { name: '申请更正 6月月报' }).click();
  await awake(filer);
  const cell = filer.locator('table.grid input').first();
  const old = Number(await cell.inputValue());
  await cell.fill(String(old + 1));
  await filer.getByLabel('漏报').check();
  await filer.getByLabel('说明').fill('1人');
  await filer.getByRole('button', { name: '查看影响' }).click();
  await filer.waitForURL(/\/check/);
  const told = await main(filer).innerText();
  assert.match(told, /截至2022年6月28日/);
  assert.match(told, /截至2022年7月28日/);
  assert.match(told, /漏报：1人/);
  await assertFits(filer);
  await main(filer).getByRole('button', { name: '确认提交' }).click();
  await filer.waitForURL(/\/receipt/);
  await filer.goto('/my/reports');
  assert.match(await main(filer).innerText(), /更正待核准/);
  for (const [who, word] of [['consolidator', '提请办公室审核'], ['office', '审核通过']]) {
    const decides = await enter(who);
    await decides.goto('/reports/soc_food/2022-06');
    await main(decides).getByRole('button', { name: word }).first().click();
    await decides.waitForURL(/\/review/);
    assertQuiet(decides);
  }
  await filer.goto('/my/reports');
  assert.match(await main(filer).innerText(), /更正已生效/);
  assertQuiet(filer);
});

test('on a slow line saves go one after another, and a button waits for the last', () =>
  onBoard(async () => {
    const filer = await person(browser, board, PEOPLE.filer);
    let under = 0;
    const locks = [];
    await filer.route('**/autosave*', async route => {
      assert.equal(++under, 1, 'one save at a time');
      locks.push(new URLSearchParams(route.request().postData()).get('lock'));
      const answer = await route.fetch();
      await pause(600);
      under -= 1;
      await route.fulfill({ response: answer });
    });
    await filer.goto(FORM);
    await awake(filer);
    await filer.locator(CELL).fill('2');
    await filer.getByLabel('工作进展').fill('7月20日2人通过。');
    await filer.getByLabel('下一步工作').fill('8月10日前报送名单。');
    await main(filer).getByRole('button', { name: '检查并提交' }).click();
    await filer.waitForURL(/\/check/);
    assert.match(await main(filer).innerText(), /62 → 64/);
    assert.equal(new Set(locks).size, locks.length, 'each save carries the lock of the one before');
    await filer.goto(FORM);
    assert.equal(await filer.getByLabel('下一步工作').inputValue(), '8月10日前报送名单。');
    assertQuiet(filer);
  }));

test('what is typed at the office goes on at the telephone, and ends there', () =>
  onBoard(async () => {
    const office = await person(browser, board, PEOPLE.filer);
    await office.goto(FORM);
    await awake(office);
    await office.locator(CELL).fill('2');
    const kept = office.waitForResponse(
      answer => answer.url().includes('/autosave') && decodeURIComponent(answer.request().postData() ?? '').includes('2人通过'),
    );
    await office.getByLabel('工作进展').fill('7月20日2人通过。');
    await office.getByLabel('工作进展').blur();
    assert.ok((await kept).ok());
    const phone = await person(browser, board, PEOPLE.filer, { size: SIZES.phone });
    await phone.goto('/my');
    await main(phone).getByRole('link', { name: '继续填写' }).click();
    await phone.waitForURL(/2022-07/);
    await awake(phone);
    assert.equal(await phone.locator(CELL).inputValue(), '2');
    assert.equal(await phone.getByLabel('工作进展').inputValue(), '7月20日2人通过。');
    await main(phone).getByRole('button', { name: '检查并提交' }).click();
    await phone.waitForURL(/\/check/);
    await main(phone).getByRole('button', { name: '确认提交' }).click();
    await phone.waitForURL(/\/receipt/);
    await office.goto(FORM);
    assert.match(await main(office).innerText(), /审核前可撤回修改[^]*7月20日2人通过。/);
    assertQuiet(phone);
  }));

/** A save that was answered well. */
const kept = page => page.waitForResponse(answer => answer.url().includes('/autosave') && answer.ok());

for (const size of ['office', 'phone']) {
  test(`${size}: what is typed is saved without leaving the field, and the line that says so is in sight`, () =>
    onBoard(async () => {
      const filer = await person(browser, board, PEOPLE.filer, { size: SIZES[size] });
      await filer.goto(FORM);
      await awake(filer);
      const [done, state] = [filer.getByLabel('工作进展'), filer.locator('.saved')];
      await done.pressSequentially('7月20日');
      await state.getByText(/已保存 \d\d:\d\d:\d\d/).waitFor();
      const inSight = element => {
        const box = element.getBoundingClientRect();
        return box.top >= 0 && box.bottom <= window.innerHeight;
      };
      assert.ok(await state.evaluate(inSight), 'the state of saving is in sight');
      const covered = await done.evaluate(area => area.getBoundingClientRect().bottom > document.querySelector('.sticky').getBoundingClientRect().top);
      assert.ok(!covered, 'the field is not covered');
      await assertFits(filer);
      await filer.reload();
      await awake(filer);
      assert.equal(await done.inputValue(), '7月20日');
      // Asked for again at once, and left at once for another address.
      await done.press('Control+End');
      await done.pressSequentially('完成');
      await filer.reload();
      await awake(filer);
      assert.equal(await done.inputValue(), '7月20日完成');
      await done.press('Control+End');
      await done.pressSequentially('评价');
      await filer.goto('/my');
      await filer.goto(FORM);
      await awake(filer);
      assert.equal(await done.inputValue(), '7月20日完成评价');
      assertQuiet(filer);
    }));
}

test('a page left while a save is under way loses nothing', () =>
  onBoard(async () => {
    const filer = await person(browser, board, PEOPLE.filer);
    await filer.goto(FORM);
    await awake(filer);
    await filer.route('**/autosave*', async (route, request) => {
      if (!request.postData().includes('_under_way')) {
        const answer = await route.fetch();
        await pause(1500);
        return await route.fulfill({ response: answer }).catch(() => {});
      }
      await route.continue();
    });
    const done = filer.getByLabel('工作进展');
    await done.fill('7月20日完成');
    const first = filer.waitForRequest('**/autosave*');
    await done.blur();
    await first;
    await done.fill('7月20日完成首批评价');
    await pause(300);
    await filer.goto('/my');
    await filer.unroute('**/autosave*');
    await filer.goto(FORM);
    assert.equal(await done.inputValue(), '7月20日完成首批评价');
  }));

test('what could not be saved is saved when the line is back, and is not left unawares', () =>
  onBoard(async () => {
    const filer = await person(browser, board, PEOPLE.filer);
    await filer.goto(FORM);
    await awake(filer);
    const [done, state] = [filer.getByLabel('工作进展'), filer.locator('.saved')];
    await filer.context().setOffline(true);
    await done.pressSequentially('断线时所填');
    await state.getByText('暂未保存').waitFor();
    // Asked, the reader stays; neither a link nor a button takes what is typed away.
    const asked = filer.waitForEvent('dialog');
    await filer.evaluate(() => void document.querySelector('#nil-return').click());
    assert.equal((await asked).type(), 'beforeunload');
    await main(filer).getByRole('button', { name: '保存草稿' }).click();
    assert.equal(await done.inputValue(), '断线时所填');
    const saved = kept(filer);
    await filer.context().setOffline(false);
    await saved;
    await state.getByText(/已保存/).waitFor();
    await filer.reload();
    assert.equal(await done.inputValue(), '断线时所填');
  }));
