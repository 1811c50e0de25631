// A browser and a board for the whole of a journey; importing this sets them up and clears them away.
import { after, before } from 'node:test';
import { startBoard } from './board.mjs';
import { launch } from './browser.mjs';

export let browser, board;
before(async () => {
  browser = await launch();
  board = await startBoard();
});
after(async () => {
  await browser?.close();
  await board?.stop();
});
