// A meeting: the slides turn by keys and by links, offline too; what is settled is written down on the last.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SIZES, assertQuiet, awake, barriers, person, visitor } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

/** The number of the slide that fills the window. */
const slide = page =>
  page.evaluate(() => [...document.querySelectorAll('.slide')].findIndex(it => Math.abs(it.getBoundingClientRect().top) < 2) + 1);

async function stands(page, number) {
  await page.waitForFunction(
    id => Math.abs(document.getElementById(id).getBoundingClientRect().top) < 2,
    `s${number}`,
  );
  assert.equal(await slide(page), number);
}

test('M opens the meeting, keys turn its slides without the network, Esc leaves', async () => {
  const leader = await person(browser, board, PEOPLE.leader, { size: SIZES.hall });
  await leader.goto('/overview?as_at=2022-06-28&basis=reported');
  await awake(leader);
  await leader.keyboard.press('m');
  await leader.waitForURL(/\/meeting\?as_at=2022-06-28&basis=reported/);
  await awake(leader);
  await leader.context().setOffline(true);
  const asked = [];
  leader.on('request', request => request.url().endsWith('/icon.svg') || asked.push(request.url()));
  const steps = [['ArrowRight', 2], ['Space', 3], ['PageDown', 4], ['End', 5], ['ArrowDown', 5], ['PageUp', 4], ['ArrowLeft', 3], ['Home', 1]];
  for (const [key, number] of steps) {
    await leader.keyboard.press(key);
    await stands(leader, number);
  }
  await leader.locator('#s1').getByRole('link', { name: '下一页' }).click();
  await stands(leader, 2);
  assert.deepEqual(asked, [], 'a slide needs nothing from the board');
  // Chromium itself looks for the icon at each new address, and says that it cannot.
  const others = leader.complaints.filter(complaint => !complaint.includes('ERR_INTERNET_DISCONNECTED'));
  leader.complaints.splice(0, Infinity, ...others);
  await leader.context().setOffline(false);
  // A letter in a field is a letter, and Home moves the cursor.
  await leader.keyboard.press('End');
  await leader.getByLabel('议定事项内容').fill('8月');
  await leader.keyboard.press('Home');
  await stands(leader, 5);
  await leader.locator('#s5-says').click();
  await leader.keyboard.press('Escape');
  await leader.waitForURL(/\/overview\?as_at=2022-06-28&basis=reported/);
  assertQuiet(leader);
  await leader.context().close();
});

for (const javaScript of [true, false]) {
  test(`a decision is written down ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const text = `第${javaScript ? 8 : 12}项由办公室每周调度`;
    const leader = await person(browser, board, PEOPLE.leader, { javaScript, size: SIZES.hall });
    await leader.goto('/meeting');
    await awake(leader);
    for (let number = 1; number < 5; number += 1) {
      await leader.locator(`#s${number}`).getByRole('link', { name: '下一页' }).click();
    }
    await leader.getByLabel('议定事项内容').fill(text);
    await leader.getByLabel('责任单位', { exact: true }).selectOption({ label: '省食品学会' });
    await leader.getByLabel('完成日期').fill('2022-08-31');
    if (javaScript) {
      // With the network down nothing is sent into the void: what was typed stays, and the form says so.
      await leader.context().setOffline(true);
      await leader.getByRole('button', { name: '记入议定事项' }).click();
      await leader.getByText('网络不通，尚未发送').waitFor();
      assert.equal(await leader.getByLabel('议定事项内容').inputValue(), text);
      await leader.context().setOffline(false);
    }
    await leader.getByRole('button', { name: '记入议定事项' }).click();
    await leader.waitForURL(/\/meeting.*#s5$/);
    await leader.locator('#s5').getByText(text).waitFor();
    assertQuiet(leader);

    // The unit finds it and says it is done.
    const filer = await person(browser, board, PEOPLE.filer, { javaScript });
    await filer.goto('/decisions');
    const row = filer.getByRole('row').filter({ hasText: text });
    await row.locator('summary').click();
    await row.getByLabel('办结情况').fill('每周一调度');
    await row.getByRole('button', { name: '标记办结' }).click();
    await row.getByText('每周一调度').waitFor();
    assertQuiet(filer);
    await leader.context().close();
    await filer.context().close();
  });
}

for (const javaScript of [true, false]) {
  test(`a snapshot link opens the meeting where nobody signs in ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const leader = await person(browser, board, PEOPLE.leader, { javaScript });
    await leader.goto('/snapshots');
    await leader.getByRole('button', { name: '生成链接' }).click();
    const { pathname } = new URL(await leader.locator('code.once').textContent());
    const projector = await visitor(browser, board, { javaScript, size: SIZES.hall });
    await projector.goto(pathname);
    await awake(projector);
    if (javaScript) {
      await projector.keyboard.press('ArrowRight');
      await stands(projector, 2);
      assert.deepEqual(await barriers(projector), []);
    }
    assert.deepEqual(await projector.context().cookies(), []);
    await projector.locator('#s5').getByRole('link', { name: 'A3' }).click();
    await projector.waitForURL(/\/sheet/);
    if (javaScript) assert.deepEqual(await barriers(projector), []);
    const ways = await projector.locator('a[href]').evaluateAll(links => links.map(link => new URL(link.href).pathname));
    assert.ok(ways.every(way => way === pathname), `${ways}`);
    assertQuiet(projector);
    // Revoked, it opens nothing.
    await leader.goto('/snapshots');
    await leader.getByRole('button', { name: '撤销' }).first().click();
    await leader.getByText('已撤销').first().waitFor();
    assert.equal((await projector.goto(pathname)).status(), 404);
    await projector.getByText('此链接打不开').waitFor();
    await leader.context().close();
    await projector.context().close();
  });
}

test('the minutes are downloaded as text', async () => {
  const office = await person(browser, board, PEOPLE.office);
  await office.goto('/decisions');
  const [file] = await Promise.all([office.waitForEvent('download'), office.getByRole('link', { name: '下载纪要草稿' }).click()]);
  assert.equal(file.suggestedFilename(), 'minutes-2022-2022-07-28.txt');
});
