import assert from 'node:assert/strict';
import test from 'node:test';
import { order } from './store.js';

test('an order names its product', async () => {
  const db = { query: async (text, values) => ({ rows: [{ id: 1, product: values[0] }] }) };
  assert.deepEqual(await order(db, 7), { id: 1, product: 7 });
});
