// Somebody comes in by a link, the rules change from a day on, and a question about the circular is settled.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SIZES, assertQuiet, person, visitor } from '../browser.mjs';
import { PEOPLE } from '../people.mjs';
import { board, browser } from '../stage.mjs';

const WAYS = [
  { name: 'on a telephone without scripts', login: 'xinren1', options: { javaScript: false, size: SIZES.phone } },
  { name: 'in the office with scripts', login: 'xinren2', options: { javaScript: true, size: SIZES.office } },
];
const PASSWORD = 'a long enough phrase 2022';

for (const { name, login, options } of WAYS) {
  describe(name, () => {
    test('an account is opened, its owner chooses the password, and files', async () => {
      const admin = await person(browser, board, PEOPLE.administrator, options);
      await admin.goto('/admin');
      await admin.getByLabel('姓名', { exact: true }).fill('新填报员');
      await admin.getByRole('textbox', { name: '账号', exact: true }).fill(login);
      await admin.getByLabel('角色', { exact: true }).selectOption('filer');
      await admin.getByLabel('单位', { exact: true }).selectOption('soc_road');
      await admin.getByRole('button', { name: '新增账号' }).click();
      const link = await admin.locator('.made code').innerText();
      assertQuiet(admin);

      const owner = await visitor(browser, board, options);
      await owner.goto(new URL(link).pathname);
      await owner.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await owner.getByLabel('再次输入密码').fill(PASSWORD);
      await owner.getByRole('button', { name: '设置密码' }).click();
      await owner.getByText('密码已设好，请登录').waitFor();
      await owner.getByLabel('账号', { exact: true }).fill(login);
      await owner.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await owner.getByRole('main').getByRole('button', { name: '登录', exact: true }).click();
      await owner.waitForURL(url => url.pathname === '/my');
      assert.match(await owner.locator('main').innerText(), /公路学会/);
      assertQuiet(owner);
      const again = await owner.goto(new URL(link).pathname);
      assert.equal(again.status(), 404, 'the link works once');
    });

    test('a limit of the lights changes from today on, and is seen before it does', async () => {
      const admin = await person(browser, board, PEOPLE.administrator, options);
      await admin.goto('/admin/programme/thresholds/-');
      const soon = admin.getByLabel('临期：到期前天数');
      const days = Number(await soon.inputValue()) + 1;
      await soon.fill(String(days));
      await admin.getByLabel('修改原因').fill('办公室例会');
      await admin.getByRole('button', { name: '检查并预览影响' }).click();
      await admin.getByRole('heading', { name: '更改1处' }).waitFor();
      await admin.getByRole('button', { name: '检查并生效' }).click();
      await admin.waitForURL(url => url.pathname === '/admin/programme');
      assert.match(await admin.locator('main').innerText(), /办公室例会/);
      await admin.goto('/help?as_at=2022-07-28');
      assert.match(await admin.locator('main').innerText(), /到期前?7天|7天/);
      assertQuiet(admin);
    });
  });
}

test('the office settles a reading, and its mark is gone from that day on', async () => {
  const office = await person(browser, board, PEOPLE.office, { javaScript: false });
  await office.goto('/questions');
  const card = office.locator('#or-more');
  await card.getByText('确认或改定口径').click();
  await card.getByLabel('含本数，不少于200人。').check();
  await card.getByLabel('依据（文号、会议或批示）').fill('办公室7月29日例会');
  await card.getByRole('button', { name: '定下口径' }).click();
  await office.waitForURL(url => url.searchParams.get('as_at') === '2022-07-29');
  assert.match(await office.locator('#or-more').innerText(), /确认；依据：办公室7月29日例会/);
  await office.goto('/questions');
  assert.match(await office.locator('#or-more').innerText(), /待办公室确认/);
  assertQuiet(office);
});
