// The rules of typed fields, without a page around them.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './load.mjs';

const { Typed, TypedRow, plain, plainMoney } = await load('components/fields/typed.svelte.ts');

const refusal = [{ message: { key: 'problem.too-small', values: {} }, within: [], times: 1, place: 'length' }];

/** A field for a value in millimetres that may not be less than 100. */
function field(options = {}) {
  const state = { value: '600 mm', sent: [] };
  const entry = new Typed({
    shown: () => state.value,
    read: (text) => (/^\d+$/.test(plain(text)) ? `${plain(text)} mm` : plain(text)),
    take: (value, since, gesture) => {
      state.sent.push([value, since, gesture]);
      if (!(Number.parseInt(value, 10) >= 100) && value !== '') return refusal;
      state.value = value;
      return [];
    },
    ...options,
  });
  return { state, entry };
}

/** A key press with what it did. */
function key(name, more = {}) {
  const event = { key: name, timeStamp: 7, isComposing: false, keyCode: 0, prevented: 0, left: 0, ...more };
  event.preventDefault = () => (event.prevented += 1);
  event.currentTarget = { blur: () => (event.left += 1) };
  return event;
}

test('Enter takes what was typed, once', () => {
  const { state, entry } = field();
  entry.type('700');
  assert.equal(entry.text, '700');
  assert.ok(entry.isTyping);
  const enter = key('Enter');
  entry.key(enter);
  assert.deepEqual(state.sent, [['700 mm', 7, 0]]);
  assert.equal(enter.prevented, 1);
  assert.equal(entry.text, '700 mm');
  assert.ok(!entry.isTyping);
  entry.left(9);
  assert.equal(state.sent.length, 1);
});

test('leaving the field takes it as well', () => {
  const { state, entry } = field();
  entry.type('700');
  entry.left(9);
  assert.deepEqual(state.sent, [['700 mm', 9, 0]]);
});

test('what says the same, or nothing, is not sent', () => {
  for (const text of ['600', '600 mm', ' 600 ', '６００', '']) {
    const { state, entry } = field();
    entry.type(text);
    entry.key(key('Enter'));
    assert.deepEqual(state.sent, [], text);
    assert.equal(entry.text, '600 mm');
  }
});

test('an empty field is sent where it says something', () => {
  const { state, entry } = field({ mayBeEmpty: true });
  entry.type('');
  entry.key(key('Enter'));
  assert.deepEqual(state.sent, [['', 7, 0]]);
  entry.type('');
  entry.key(key('Enter'));
  assert.equal(state.sent.length, 1);
});

test('what is refused stays as it was typed, with its reasons, until it is right or given back', () => {
  const { state, entry } = field();
  entry.type('20');
  entry.key(key('Enter'));
  assert.equal(entry.text, '20');
  assert.ok(entry.isWrong && entry.isTyping);
  assert.deepEqual(entry.problems, refusal);
  entry.key(key('Escape'));
  assert.equal(entry.text, '600 mm');
  assert.ok(!entry.isWrong && !entry.isTyping);
  entry.type('20');
  entry.left(1);
  entry.type('200');
  entry.left(2);
  assert.equal(state.value, '200 mm');
  assert.ok(!entry.isWrong);
});

test('the same text again after a refusal lets the reasons go', () => {
  const { entry } = field();
  entry.type('20');
  entry.left(1);
  entry.type('600');
  entry.left(2);
  assert.ok(!entry.isWrong);
  assert.equal(entry.text, '600 mm');
});

test('no key is ours while letters are composed', () => {
  const { state, entry } = field();
  entry.type('700');
  for (const event of [key('Enter', { isComposing: true }), key('Enter', { keyCode: 229 }), key('Escape', { isComposing: true })]) {
    entry.key(event);
    assert.equal(event.prevented, 0);
  }
  assert.equal(entry.text, '700');
  assert.deepEqual(state.sent, []);
});

test('other keys are left alone', () => {
  const { entry } = field();
  const tab = key('Tab');
  entry.key(tab);
  assert.equal(tab.prevented, 0);
});

test('a slider or button takes the place of what was typed; refused, it leaves it', () => {
  const { state, entry } = field();
  entry.type('7');
  assert.ok(!entry.send('50 mm', 3, 4));
  assert.equal(entry.text, '7');
  assert.ok(entry.send('500 mm', 3, 4));
  assert.deepEqual(state.sent.at(-1), ['500 mm', 3, 4]);
  assert.equal(entry.text, '500 mm');
  assert.ok(!entry.isWrong);
});

test('Escape goes further only where nothing was typed', () => {
  let closed = 0;
  const { entry } = field({ escape: () => (closed += 1) });
  entry.type('7');
  entry.key(key('Escape'));
  assert.equal(closed, 0);
  entry.key(key('Escape'));
  assert.equal(closed, 1);
});

test('some fields are left by Enter and Escape', () => {
  const { state, entry } = field({ leaves: true });
  entry.type('700');
  const enter = key('Enter');
  entry.key(enter);
  assert.equal(enter.left, 1);
  assert.equal(state.value, '700 mm');
});

test('what was typed as it is in force leaves undo to the design', () => {
  const { entry } = field();
  entry.type('600 m');
  assert.ok(entry.isTyping);
  entry.type('600 mm');
  assert.ok(!entry.isTyping && entry.isTouched);
  entry.key(key('Enter'));
  assert.ok(!entry.isTouched);
});

test('digits and money are read as plainly as they can be', () => {
  assert.equal(plain(' １２ '), '12');
  assert.equal(plainMoney('￥ 1 200．50'), '1200.50');
});

function row(isNew) {
  const state = { kept: isNew ? { quantity: '1' } : { length: '800', width: '300', quantity: '2' }, sent: [], taken: 0 };
  const entry = new TypedRow({
    shown: (name) => state.kept[name] ?? '',
    take: (text) => {
      const texts = Object.fromEntries(['length', 'width', 'quantity'].map((name) => [name, text(name)]));
      state.sent.push(texts);
      if (texts.length === '') return refusal;
      state.kept = texts;
      return [];
    },
    isSentWhenLeft: () => !isNew,
    taken: () => (state.taken += 1),
  });
  return { state, entry };
}

test('a row is taken as a whole; a field of one that exists when it is left', () => {
  const { state, entry } = row(false);
  const width = entry.field('width');
  width.left(1);
  assert.deepEqual(state.sent, []);
  width.type(' 310 ');
  width.left(1);
  assert.deepEqual(state.sent, [{ length: '800', width: '310', quantity: '2' }]);
  assert.equal(width.text, '310');
  assert.ok(!width.isTyping);
});

test('a new row waits for Enter or its button, and stays while a field of it is wrong', () => {
  const { state, entry } = row(true);
  const [length, width] = ['length', 'width'].map((name) => entry.field(name));
  width.type('300');
  width.left(1);
  assert.deepEqual(state.sent, []);
  width.key(key('Enter'));
  assert.equal(width.text, '300');
  assert.ok(length.isWrong && !width.isWrong);
  length.type('800');
  entry.put();
  assert.equal(state.taken, 1);
  assert.ok(!length.isWrong);
  width.type('1');
  width.key(key('Escape'));
  assert.equal(width.text, '300');
});
