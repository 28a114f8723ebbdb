// The browser's engine and the command line give the same bytes.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { pathToFileURL } from 'node:url';

const engineFolder = process.env.BOARDWRIGHT_ENGINE;
const cli = process.env.BOARDWRIGHT_CLI;
const engine = {};
let shipped;
let files;
const openSession = () => new engine.Session(shipped);

before(async () => {
  for (const name of ['session', 'optimiser', 'files']) {
    const module = await import(pathToFileURL(join(engineFolder, name, `${name}.js`)));
    module.initSync({ module: readFileSync(join(engineFolder, name, `${name}_bg.wasm`)) });
    Object.assign(engine, module);
  }
  shipped = readFileSync(join(engineFolder, 'shipped.txt'), 'utf8');
  files = new engine.Files(shipped);
});

/** A file as the browser writes it; without a plan one is searched for where the format needs one. */
function written(format, session, { language = 'en', workshop = '', plan = '' } = {}) {
  const file = files.write(format, session.save(), workshop, plan, language, texts(language));
  assert.deepEqual(JSON.parse(file.problems()), []);
  return text(file.bytes());
}

const text = (bytes) => Buffer.from(bytes).toString('utf8');
const texts = (language) => readFileSync(join(engineFolder, 'messages', `${language}.json`), 'utf8');
const command = (...parameters) => text(execFileSync(cli, parameters, { stdio: ['ignore', 'pipe', 'ignore'] }));

/** All of a worker's search for a session's job; answers with the plan as the session shows it. */
function plan(session) {
  const optimiser = new engine.Optimiser(session.job());
  while (!JSON.parse(optimiser.step()).done);
  const { ok } = JSON.parse(session.set_plan(optimiser.plan()));
  session.planned('done');
  return ok.plan;
}

/** The smallest design: what would search again for what is known is tried on it alone. */
const smallest = 'bookcase';

for (const name of readdirSync('assets/designs')) {
  const starter = name.split('.')[0];
  const file = `assets/designs/${name}`;

  for (const [format, document] of Object.entries({ checks: 'check', 'cut-list': 'parts', bars: 'bars' })) {
    test(`${document} of the ${starter}`, () => {
      const session = openSession();
      assert.ok('ok' in JSON.parse(session.start(starter)));
      const bytes = written(format, session);
      assert.equal(bytes, command(document, file));
      assert.equal(command('export', file, '--to', format), bytes);
    });
  }

  test(`plan and price of the ${starter}`, () => {
    const session = openSession();
    session.start(starter);
    const found = plan(session);
    const known = { plan: session.save_plan() };
    const cut = command('cut', file);
    assert.deepEqual({ ...found, revision: 0 }, JSON.parse(cut));
    assert.equal(written('cutting-plan', session, known), cut);
    assert.equal(written('estimate', session, known), command('estimate', file));
    if (starter !== smallest) return;
    assert.equal(written('cutting-plan', session), cut, 'without a plan one is searched for');
    assert.equal(command('export', file, '--to', 'cutting-plan'), cut);
  });

  test(`bars of the ${starter} in the workers`, () => {
    const session = openSession();
    session.start(starter);
    assert.deepEqual(JSON.parse(engine.saw_bars(session.bars_to_saw())), JSON.parse(command('bars', file)));
  });

  test(`CSV of the ${starter}`, () => {
    const session = openSession();
    session.start(starter);
    for (const language of ['en', 'zh-CN']) {
      assert.equal(written('cut-list-csv', session, { language }), command('parts', '--csv', '--language', language, file));
    }
  });

  test(`the file of the ${starter} opens again as it was`, () => {
    const session = openSession();
    session.start(starter);
    const saved = session.save();
    const again = openSession();
    const { ok } = JSON.parse(again.open(saved));
    assert.equal(again.save(), saved);
    assert.deepEqual(ok.cut_list, JSON.parse(session.view()).ok.cut_list);
  });
}

/** A saw of two levels whose first cuts run along the sheet, and offcuts of what the starters are made of. */
const offcut = { board: 'mfc-pb-enf', thickness: '18 mm', decor: 'walnut', length: '1300 mm', width: '700 mm', quantity: '2', price: '12.50' };
const workshop = {
  format: 'boardwright-workshop',
  version: 1,
  generator: 'a test',
  rules: { kerf: '3.2 mm', levels: '2', first_cut: 'lengthwise', smallest_strip: '40 mm', stack: '3', offcuts_first: 'always' },
  offcuts: [offcut],
};

test('a workshop gives the same bytes on both, and the plan differs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'boardwright-'));
  try {
    const session = openSession();
    session.start(smallest);
    const usual = plan(session);
    const { ok } = JSON.parse(session.change_workshop('', JSON.stringify(workshop)));
    assert.equal(ok.offcuts.length, 1);
    const file = join(folder, 'our.workshop.json');
    writeFileSync(file, session.save_workshop());
    const found = plan(session);
    assert.notDeepEqual(found.groups, usual.groups);
    assert.ok(found.offcuts_used > 0);
    const design = `assets/designs/${smallest}.boardwright.json`;
    const own = { workshop: session.save_workshop(), plan: session.save_plan() };
    for (const [format, document] of [['cutting-plan', 'cut'], ['estimate', 'estimate']]) {
      assert.equal(written(format, session, own), command(document, design, '--workshop', file));
    }

    const again = openSession();
    again.change_workshop('', session.save_workshop());
    assert.equal(again.save_workshop(), session.save_workshop());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a plan known from before comes back for the same rules and stock alone', () => {
  const session = openSession();
  session.start('bookcase');
  plan(session);
  const usual = JSON.parse(session.view()).ok.plan;
  for (const [place, text] of [['rules.levels', '2'], ['rules.kerf', '5'], ['offcuts.0', JSON.stringify(offcut)]]) {
    session.change_workshop(place, text);
    assert.ok(session.search() === 'running', place);
    // The plan in force stays until one under the new rules comes.
    assert.deepEqual(JSON.parse(session.view()).ok.plan, usual);
    assert.deepEqual(JSON.parse(session.known()), []);
    session.change_workshop('rules', '');
    session.change_workshop('offcuts.0', '');
    assert.ok(session.search() === 'done', place);
  }
  session.lock_sheet(1, true);
  assert.equal(JSON.parse(session.view()).ok.plan.kept, 1);
  session.change_workshop('rules.kerf', '5');
  assert.ok(JSON.parse(session.job()).groups.every((group) => !group.keep));
});

test('a finished plan comes back with undo and redo, and leaves the worker nothing to do', () => {
  const session = openSession();
  session.start('wardrobe');
  const solve = () => {
    const optimiser = new engine.Optimiser(session.job());
    while (!JSON.parse(optimiser.step()).done);
    const { ok } = JSON.parse(session.set_plan(optimiser.plan()));
    session.planned('done');
    return ok;
  };
  const first = solve();
  assert.ok(session.search() === 'done');
  const edit = (width) => JSON.parse(session.edit(JSON.stringify({ 'set-size': { item: 1, axis: 'width', value: width } }), 0)).ok;
  const edited = edit('1700 mm');
  assert.equal(edited.plan, null);
  assert.equal(edited.estimate.total_by_sheets_fen, null);
  assert.ok(session.search() === 'running');
  const second = solve();
  assert.notDeepEqual(second.plan, first.plan);

  const undone = JSON.parse(session.undo()).ok;
  assert.deepEqual(undone.plan, { ...first.plan, revision: undone.revision });
  assert.deepEqual(undone.estimate, first.estimate);
  assert.ok(session.search() === 'done');
  const redone = JSON.parse(session.redo()).ok;
  assert.deepEqual(redone.plan, { ...second.plan, revision: redone.revision });

  // Another goal is another search, and one that may still find something is not remembered.
  session.set_goal('sawing');
  assert.ok(session.search() === 'running');
  edit('1690 mm');
  const optimiser = new engine.Optimiser(session.job());
  optimiser.step();
  session.set_plan(optimiser.plan());
  session.undo();
  session.redo();
  assert.ok(session.search() === 'running');
});

test('damaged input is answered, never thrown', () => {
  const session = openSession();
  const before = session.save();
  for (const bad of ['', '{', '[]', '{"format":"boardwright-design"}', '{"format":"boardwright-design","version":9}']) {
    assert.ok(JSON.parse(session.open(bad)).problems.length > 0, bad);
    assert.ok(JSON.parse(session.edit(bad, 0)).problems.length > 0, bad);
    if (bad !== '[]') assert.ok(JSON.parse(session.set_plan(bad)).problems.length > 0, bad);
    assert.equal(JSON.parse(new engine.Optimiser(bad).step()).done, true);
  }
  const workshopBefore = session.save_workshop();
  for (const bad of ['{', '[]', '{"format":"boardwright-workshop","version":9}', '{"format":"boardwright-workshop","rules":{"kerf":"1 m"}}']) {
    assert.ok(JSON.parse(session.change_workshop('', bad)).problems.length > 0, bad);
    assert.ok(JSON.parse(session.change_workshop('offcuts.0', bad)).problems.length > 0, bad);
    assert.ok(JSON.parse(session.change_workshop('rules.kerf', bad)).problems.length > 0, bad);
  }
  assert.equal(session.save_workshop(), workshopBefore);
  const design = session.save();
  for (const bad of ['', '{', '[]', '{"label":9}']) {
    for (const asked of [[bad, design, '', texts('en')], ['design', bad, '', texts('en')], ['design', design, '', bad], ['design', design, bad || '{', texts('en')]]) {
      const [format, file, workshop, words] = asked;
      const answer = files.write(format, file, workshop, '', 'en', words);
      assert.ok(JSON.parse(answer.problems()).length > 0, asked.join());
      assert.equal(answer.bytes().length, 0);
    }
  }
  assert.equal(session.save(), before);
});
