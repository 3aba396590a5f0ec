/** The admin routes of the package, read from the sources of the nodes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const NODES = resolve(__dirname, '../../nodes');

export interface AdminRoute {
  readonly method: string;
  /** With something in the place of each parameter. */
  readonly path: string;
  /** Such as cti-server.read; undefined when nothing guards it. */
  readonly permission: string | undefined;
  readonly source: string;
}

const ROUTE = /httpAdmin\s*\.(\w+)\(\s*'([^']+)',\s*(RED\.auth\.needsPermission\('[^']+'\)|\w+)/g;
const GUARD = /needsPermission\('([^']+)'\)/;

/** @throws Error where httpAdmin is used in a way that cannot be read here: such a route would go untested */
export function adminRoutes(): readonly AdminRoute[] {
  return readdirSync(NODES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap(routesOf);
}

function routesOf(file: string): AdminRoute[] {
  const source = readFileSync(join(NODES, file), 'utf8').replace(/^\s*(\/\/|\/?\*).*$/gm, '');
  const routes = [...source.matchAll(ROUTE)].map(([, method = '', path = '', guard = '']) => ({
    method: method.toUpperCase(),
    path: path.replace(/:\w+/g, '1'),
    permission: permissionOf(guard, source),
    source: file,
  }));
  const uses = source.match(/\bhttpAdmin\b/g)?.length ?? 0;
  if (uses !== routes.length) throw new Error(`nodes/${file}: httpAdmin is used ${uses} times, ${routes.length} read`);
  return routes;
}

/** The guard stands in its place, or in a constant of the file. */
function permissionOf(guard: string, source: string): string | undefined {
  const constant = new RegExp(`const ${guard.replace(/\W/g, '\\$&')} = RED\\.auth\\.(needsPermission\\('[^']+'\\))`);
  return GUARD.exec(guard)?.[1] ?? GUARD.exec(constant.exec(source)?.[1] ?? '')?.[1];
}
