// The browser's engine and the command line give the same bytes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const engineFolder = process.env.BOARDWRIGHT_ENGINE;
const cli = process.env.BOARDWRIGHT_CLI;
let engine;

before(async () => {
  engine = await import(pathToFileURL(join(engineFolder, 'engine.js')));
  const { initSync } = engine;
  initSync({ module: readFileSync(join(engineFolder, 'engine_bg.wasm')) });
});

const text = (bytes) => bytes.toString('utf8');
const messages = (language, name) => JSON.parse(readFileSync(`assets/messages/${language}/${name}.json`, 'utf8'));
const texts = (language) => JSON.stringify({ ...messages(language, 'furniture'), ...messages(language, 'materials') });
const command = (...parameters) => text(execFileSync(cli, parameters, { stdio: ['ignore', 'pipe', 'ignore'] }));

for (const starter of ['wardrobe', 'bookcase', 'sideboard']) {
  const file = `assets/designs/${starter}.boardwright.json`;

  for (const document of ['check', 'parts', 'cut', 'estimate']) {
    test(`${document} of the ${starter}`, () => {
      const session = new engine.Session();
      assert.ok('ok' in JSON.parse(session.start(starter)));
      assert.equal(session.report(document), command(document, file));
    });
  }

  test(`CSV of the ${starter}`, () => {
    const session = new engine.Session();
    session.start(starter);
    for (const language of ['en', 'zh-CN']) {
      assert.equal(session.cut_list_csv(language, texts(language)), command('parts', '--csv', '--language', language, file));
    }
  });

  test(`the worker's plan of the ${starter} is the command line's`, () => {
    const session = new engine.Session();
    session.start(starter);
    const optimiser = new engine.Optimiser(session.job());
    while (!JSON.parse(optimiser.step()).done);
    const { plan } = JSON.parse(session.set_plan(optimiser.plan())).ok;
    const wanted = JSON.parse(command('cut', file));
    assert.deepEqual({ ...plan, revision: 0 }, wanted);
  });

  test(`the file of the ${starter} opens again as it was`, () => {
    const session = new engine.Session();
    session.start(starter);
    const saved = session.save();
    const again = new engine.Session();
    const { ok } = JSON.parse(again.open(saved));
    assert.equal(again.save(), saved);
    assert.deepEqual(ok.cut_list, JSON.parse(session.view()).ok.cut_list);
  });
}

test('a finished plan comes back with undo and redo, and leaves the worker nothing to do', () => {
  const session = new engine.Session();
  session.start('wardrobe');
  const solve = () => {
    const optimiser = new engine.Optimiser(session.job());
    while (!JSON.parse(optimiser.step()).done);
    const { ok } = JSON.parse(session.set_plan(optimiser.plan()));
    session.planned();
    return ok;
  };
  const first = solve();
  assert.ok(session.is_planned());
  const edit = (width) => JSON.parse(session.edit(JSON.stringify({ edit: 'set-size', item: 1, axis: 'width', value: width }), 0)).ok;
  const edited = edit('1700 mm');
  assert.equal(edited.plan, null);
  assert.equal(edited.estimate.total_by_sheets_fen, null);
  assert.ok(!session.is_planned());
  const second = solve();
  assert.notDeepEqual(second.plan, first.plan);

  const undone = JSON.parse(session.undo()).ok;
  assert.deepEqual(undone.plan, { ...first.plan, revision: undone.revision });
  assert.deepEqual(undone.estimate, first.estimate);
  assert.ok(session.is_planned());
  const redone = JSON.parse(session.redo()).ok;
  assert.deepEqual(redone.plan, { ...second.plan, revision: redone.revision });

  // Another goal is another search, and one that may still find something is not remembered.
  session.set_goal('sawing');
  assert.ok(!session.is_planned());
  edit('1690 mm');
  const optimiser = new engine.Optimiser(session.job());
  optimiser.step();
  session.set_plan(optimiser.plan());
  session.undo();
  session.redo();
  assert.ok(!session.is_planned());
});

test('damaged input is answered, never thrown', () => {
  const session = new engine.Session();
  const before = session.save();
  for (const bad of ['', '{', '[]', '{"format":"boardwright-design"}', '{"format":"boardwright-design","version":9}']) {
    assert.ok(JSON.parse(session.open(bad)).problems.length > 0, bad);
    assert.ok(JSON.parse(session.edit(bad, 0)).problems.length > 0, bad);
    if (bad !== '[]') assert.ok(JSON.parse(session.set_plan(bad)).problems.length > 0, bad);
    assert.equal(JSON.parse(new engine.Optimiser(bad).step()).done, true);
  }
  for (const bad of ['', '{', '[]', '{"label":9}']) assert.equal(session.cut_list_csv('en', bad), '', bad);
  assert.equal(session.save(), before);
});
