/** One word for each thing (docs: the house's list of words). */
import type { Label } from '#vigia/classifier/score.types.ts';
import type { Outcome, Platform, PostKind } from '#vigia/crawler/source.ts';
import type { Fact, ReportStatus, Verdict } from '#vigia/db/schema/decisions.ts';
import type { Role } from '#vigia/db/schema/people.ts';

const platforms: Record<Platform, string> = { google: 'Google', x: 'X', facebook: 'Facebook' };

const kinds: Record<PostKind, string> = {
  post: 'publicación',
  group_post: 'publicación en grupo',
  comment: 'comentario',
  marketplace: 'anuncio de Marketplace',
  profile: 'perfil',
  page: 'página',
  group: 'grupo',
  event: 'evento',
  photo: 'foto',
  video: 'video',
  search_result: 'resultado de búsqueda',
  ad: 'anuncio pagado',
};

/** What the model supposes; never an accusation. */
const labels: Record<Label, string> = {
  resale: 'posible reventa',
  gestoria: 'posible gestoría',
  impersonation: 'posible suplantación',
  misinformation: 'posible desinformación',
  official: 'oficial',
  news: 'noticia',
  warning: 'aviso a otros',
  complaint: 'queja',
  seeking: 'busca cita',
  howto: 'explica el trámite',
  legit_service: 'servicio legítimo',
  other: 'otro tema',
};

/** What a person concluded. */
const verdicts: Record<Verdict, string> = {
  resale: 'Reventa',
  gestoria: 'Gestoría',
  impersonation: 'Suplantación',
  misinformation: 'Desinformación',
  not_actionable: 'No accionable',
};

/** For the thumb bar of a phone. */
const shortVerdicts: Record<Verdict, string> = {
  resale: 'Reventa',
  gestoria: 'Gestoría',
  impersonation: 'Suplant.',
  misinformation: 'Desinf.',
  not_actionable: 'No accionable',
};

const facts: Record<Fact, string> = {
  false_affiliation: 'Dice hablar por el consulado',
  uses_logo: 'Usa escudo o logotipo oficial',
  asks_personal_data: 'Pide CURP, pasaporte u otros datos',
  guarantees: 'Garantiza la cita',
  several_accounts: 'Publica desde varias cuentas',
  cloned_site: 'Copia un sitio oficial',
};

const outcomes: Record<Outcome, string> = {
  ok: 'completo',
  empty: 'sin resultados',
  login_wall: 'pide iniciar sesión',
  captcha: 'pide captcha',
  consent: 'pide consentimiento',
  rate_limited: 'límite de solicitudes',
  needs_js: 'requiere navegador',
  not_available: 'no disponible',
  removed_by_author: 'retirada por su autor',
  removed_by_platform: 'retirada por la plataforma',
  author_suspended: 'cuenta suspendida',
  author_gone: 'la cuenta ya no existe',
  protected: 'cuenta protegida',
  age_restricted: 'restringida por edad',
  withheld: 'retenida en el país',
  bad_query: 'búsqueda no válida',
  auth_expired: 'credencial vencida',
  quota_exhausted: 'cuota agotada',
  layout_changed: 'la página cambió de forma',
  network_error: 'falla de red',
};

const reportStatuses: Record<ReportStatus, string> = {
  draft: 'Borrador',
  approved: 'Aprobado',
  exported: 'Exportado',
  submitted: 'Enviado',
  withdrawn: 'Retirado',
};

const roles: Record<Role, string> = {
  analyst: 'Analista',
  liaison: 'Enlace',
  leadership: 'Dirección',
  administrator: 'Administración',
  auditor: 'Auditoría',
};

const procedures: Record<string, string> = {
  pasaporte: 'pasaporte',
  matricula: 'matrícula consular',
  ine: 'credencial INE',
  doble_nacionalidad: 'doble nacionalidad',
  actas: 'actas',
  poder: 'poder notarial',
  visa: 'visa',
  otro: 'otro trámite',
};

const documents: Record<string, string> = {
  curp: 'CURP',
  pasaporte: 'pasaporte',
  acta: 'acta de nacimiento',
  ine: 'INE',
  foto: 'fotografía',
  datos: 'datos personales',
};

const harms = ['sin daño previsto', 'daño bajo', 'daño medio', 'daño alto'];

export const words = {
  platforms,
  kinds,
  labels,
  verdicts,
  shortVerdicts,
  facts,
  outcomes,
  reportStatuses,
  roles,
  procedures,
  documents,
  harms,
  score: 'puntaje',
  running: 'en curso',
  noVerdict: 'Por revisar',
};
