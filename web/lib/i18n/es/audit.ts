/** A verb for each thing that is put on record; one that is missing here is shown as it is. */
const actions: Record<string, string> = {
  'user.sign_in': 'entró',
  'user.sign_out': 'salió',
  'user.add': 'agregó a una persona',
  'user.disable': 'inhabilitó una cuenta',
  'user.enable': 'habilitó una cuenta',
  'term.add': 'agregó un término',
  'term.pause': 'puso en pausa un término',
  'term.resume': 'reanudó un término',
  'term.crawl_now': 'pidió un recorrido',
  'import.add': 'importó un archivo',
  'job.retry': 'mandó otra vez un trabajo',
  'review.record': 'dictaminó',
  'review.undo': 'deshizo un dictamen',
  'capture.download': 'descargó una captura',
  'report.draft': 'armó un reporte',
  'report.approve': 'aprobó un reporte',
  'report.export_again': 'pidió otra vez el paquete',
  'report.download': 'descargó un paquete',
  'report.submit': 'marcó un reporte como enviado',
  'report.withdraw': 'retiró un reporte',
};

/** Names of what a row keeps beside its verb. */
const details: Record<string, string> = {
  verdict: 'dictamen',
  review: 'número de dictamen',
  posts: 'publicaciones',
  role: 'papel',
  platform: 'plataforma',
  everyMinutes: 'cada cuántos minutos',
  withReference: 'con referencia',
  capture: 'captura',
  id: 'identificador',
};

export const audit = {
  title: 'Bitácora',
  lead: 'Qué hizo cada persona y cuándo. Nadie puede cambiar ni borrar lo que aquí queda, tampoco en la base de datos.',
  actions,
  details,
  at: 'Cuándo',
  who: 'Quién',
  what: 'Qué hizo',
  subject: 'Sobre',
  detail: 'Detalle',
  system: 'Vigía',
  post: (id: string) => `publicación ${id}`,
  term: 'término',
  job: 'trabajo',
  emptyTitle: 'La bitácora está vacía',
  emptyText: 'Aquí queda cada entrada, dictamen, reporte y cambio de cuentas o términos, desde el primero.',
};
