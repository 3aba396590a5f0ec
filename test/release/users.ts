/** A Node-RED under another root whose users show a token: of each kind one. */
import type { Admin } from '../nodes/real-node-red';

export const ROOT = '/red';
export const ADMIN: Admin = { root: ROOT, token: 'admin' };

/** What the bearer of a token may do. */
const USERS = {
  admin: '*',
  reader: 'read',
  stranger: 'status.read',
};
export type User = keyof typeof USERS;

/** Members of settings.js. */
export const SETTINGS = `httpAdminRoot: '${ROOT}',
  adminAuth: { type: 'credentials', users: async () => null, authenticate: async () => null,
    tokens: async (token) => ({ username: token, permissions: (${JSON.stringify(USERS)})[token] }) },`;

export function authorised(user: User | undefined): Record<string, string> {
  return user === undefined ? {} : { Authorization: `Bearer ${user}` };
}
