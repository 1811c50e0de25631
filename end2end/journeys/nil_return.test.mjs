// Nothing happened this month, and saying so is quick.
import assert from 'node:assert/strict';
import { assertQuiet } from '../browser.mjs';
import { Hand, assertFits, inEveryWay } from '../ways.mjs';

inEveryWay('signing in and filing a nil return takes three clicks', async ({ enter }) => {
  const filer = await enter('filer');
  const hand = new Hand(filer);
  // The first of the three was signing in, and it led straight to what is owed.
  hand.clicks = 1;
  await hand.click(filer.getByRole('link', { name: '本月无进展，报零' }), /\/nil/);
  await assertFits(filer);
  await hand.click(filer.getByRole('main').getByRole('button', { name: /报零|提交/ }), /\/receipt/);
  await filer.getByText('报送回执').first().waitFor();
  await assertFits(filer);
  assert.equal(hand.clicks, 3);
  assert.deepEqual(hand.typed, []);

  await filer.goto('/my');
  assert.match(await filer.locator('main').innerText(), /零报告/);
  assertQuiet(filer);
});
