/** What the mails say, in the two languages of the pages. */
import type { Platform } from '../../crawler/source.ts';
import type { AlarmKind } from '../../db/schema/sources.ts';

export interface Words {
  locale: string;
  kinds: Record<AlarmKind, string>;
  subject(total: number): string;
  subjectOfOne(kind: string, where: string): string;
  intro(total: number): string;
  since(time: string): string;
  more(count: number): string;
  open: string;
  openByHand: string;
  test: { subject: string; text: string };
  why: string;
}

/** The platforms' own names, the same in both languages. */
export const platformNames: Record<Platform, string> = { google: 'Google', x: 'X', facebook: 'Facebook' };

const es: Words = {
  locale: 'es-MX',
  kinds: {
    blocked: 'la plataforma cerró el paso y la vía está en pausa',
    auth_expired: 'la plataforma rechazó la credencial',
    quota_exhausted: 'se agotó la cuota con la plataforma',
    budget_spent: 'se agotó el presupuesto mensual de un término',
    layout_changed: 'una página llegó con una forma desconocida',
    low_yield: 'un término encontró mucho menos de lo habitual',
    evidence_fault: 'la evidencia guardada no coincide con su registro',
  },
  subject: (total) => `Vigía: ${total} alarmas de recolección`,
  subjectOfOne: (kind, where) => `Vigía: ${where}: ${kind}`,
  intro: (total) =>
    total === 1
      ? 'Hay una alarma que alguien debe atender. Mientras siga abierta faltan datos: no significa que no haya publicaciones.'
      : `Hay ${total} alarmas que alguien debe atender. Mientras sigan abiertas faltan datos: no significa que no haya publicaciones.`,
  since: (time) => `desde el ${time}`,
  more: (count) => `y ${count} más`,
  open: 'Ver las alarmas y qué hacer',
  openByHand: 'Abra Vigía, Vigilancia, Alarmas: ahí dice qué hacer con cada una.',
  test: {
    subject: 'Vigía: mensaje de prueba',
    text: 'Este mensaje solo comprueba que los avisos de Vigía llegan. No hay nada que atender.',
  },
  why: 'Usted recibe este aviso porque quien administra Vigía anotó esta dirección en Vigilancia, Alarmas, Avisos.',
};

const en: Words = {
  locale: 'en-US',
  kinds: {
    blocked: 'the platform put up a wall and this way in is paused',
    auth_expired: 'the platform refused the credential',
    quota_exhausted: 'the quota with the platform is used up',
    budget_spent: 'the monthly budget of a term is spent',
    layout_changed: 'a page came in an unknown form',
    low_yield: 'a term found far less than usual',
    evidence_fault: 'stored evidence does not match its record',
  },
  subject: (total) => `Vigía: ${total} collection alarms`,
  subjectOfOne: (kind, where) => `Vigía: ${where}: ${kind}`,
  intro: (total) =>
    total === 1
      ? 'There is one alarm that somebody should look at. While it is open, data is missing: it does not mean that there are no posts.'
      : `There are ${total} alarms that somebody should look at. While they are open, data is missing: it does not mean that there are no posts.`,
  since: (time) => `since ${time}`,
  more: (count) => `and ${count} more`,
  open: 'See the alarms and what to do',
  openByHand: 'Open Vigía, Watch, Alarms: it says there what to do with each of them.',
  test: {
    subject: 'Vigía: test message',
    text: 'This message only shows that Vigía’s notices arrive. There is nothing to look at.',
  },
  why: 'You receive this because your Vigía administrator entered this address under Watch, Alarms, Notices.',
};

export const wordsOf = (language: string | undefined): Words => (language === 'en' ? en : es);
