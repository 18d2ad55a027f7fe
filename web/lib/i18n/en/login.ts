import type { login as es } from '../es/login.ts';

export const login: typeof es = {
  title: 'Sign in',
  lead: 'Watching the resale of consular appointments',
  email: 'Email',
  password: 'Password',
  submit: 'Sign in',
  wrong: 'The email or the password is not right. Check both and try again.',
  wait: (minutes) =>
    minutes === 1
      ? 'There were too many attempts. Wait a minute and try again.'
      : `There were too many attempts. Wait ${minutes} minutes and try again.`,
  nobody: 'There is no account yet. Whoever administers this machine makes one with this command:',
};
