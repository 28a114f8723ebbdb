// Checks the message files: both languages complete, the same placeholders, no empty text.

import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../assets/messages/', import.meta.url);
const languages = ['en', 'zh-CN'];
const faults = [];

const names = new Set(languages.flatMap((language) => readdirSync(new URL(`${language}/`, folder)).filter((name) => name.endsWith('.json'))));
for (const name of [...names].sort()) {
  const texts = languages.map((language) => {
    try {
      return JSON.parse(readFileSync(new URL(`${language}/${name}`, folder), 'utf8'));
    } catch (error) {
      faults.push(`${language}/${name}: ${error.message}`);
      return {};
    }
  });
  const placeholders = (text) => [...new Set(text.match(/\{[a-z_0-9]+\}/g) ?? [])].sort().join(' ');
  for (const key of new Set(texts.flatMap(Object.keys))) {
    const [english, chinese] = texts.map((text) => text[key]);
    if (!english || !chinese) faults.push(`${name}: ${key} is missing in ${english ? 'zh-CN' : 'en'}`);
    else if (placeholders(english) !== placeholders(chinese)) faults.push(`${name}: ${key} has other placeholders in zh-CN`);
  }
}

for (const fault of faults) console.error(fault);
console.log(`messages: ${names.size} files, ${faults.length} faults`);
process.exitCode = faults.length ? 1 : 0;
