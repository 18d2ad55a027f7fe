import type { Refusal } from '#vigia/errors.ts';

/** What each refusal of a verb means for the reader, and what to do next. */
export const refusals: Record<Refusal, string> = {
  refused: 'Vigía no aceptó este paso. Recargue la página para ver cómo están las cosas ahora.',
  post_unknown: 'Esta publicación no existe. Vuelva a la mesa y elija otra.',
  post_changed: 'El texto cambió mientras la publicación estaba abierta. Lea el texto nuevo y decida después.',
  review_unknown: 'Ese dictamen no existe. Recargue para ver el historial.',
  review_superseded: 'Hay un dictamen más reciente, o este ya se había deshecho. Recargue para ver el historial.',
  term_known: 'Ese término ya se vigila en esa plataforma y lugar.',
  report_empty: 'Elija al menos una publicación confirmada.',
  report_posts_taken:
    'Alguna de las publicaciones elegidas no está confirmada, es de otra plataforma o ya está en un reporte abierto.',
  report_unknown: 'Este reporte no existe. Vuelva a la lista de reportes.',
  report_own: 'Quien armó un reporte no puede aprobarlo. Pida a otra persona que lo revise.',
  report_not_draft: 'Este reporte ya no es un borrador. Recargue para ver su estado.',
  report_not_exported: 'Solo un reporte exportado puede marcarse como enviado.',
  report_withdrawn: 'Este reporte ya se había retirado.',
  user_known: 'Ya hay una persona con ese correo.',
  password_short: 'La contraseña necesita al menos 12 caracteres.',
  evidence_missing: 'El archivo de evidencia no está en el almacén. Avise a quien administra Vigía.',
  evidence_changed: 'El archivo de evidencia ya no es el que se guardó. No lo use; avise a quien administra Vigía.',
  file_unreadable: 'El archivo no se pudo leer. Elija un archivo JSON, HTML o CSV guardado de una de las plataformas.',
  file_empty: 'El archivo está vacío. Elija otro.',
  file_large: 'El archivo pesa más de 30 MB. Divídalo en partes más pequeñas.',
  settings_changed:
    'Otra persona cambió esto mientras usted lo tenía abierto, así que no se guardó nada. Recargue, vea lo que hay ahora y repita su cambio si todavía hace falta.',
  position_changed:
    'La posición de la plataforma se leyó de nuevo desde que usted abrió la página. Recargue y léala antes de decidir.',
  secret_key_wrong:
    'No se puede usar la llave con la que se guardan los secretos en este servidor, así que no se guardó nada. Avise a quien opera el servidor: «npx vigia doctor» dice qué le pasa a la llave.',
  alarm_closed: 'Esta alarma ya estaba cerrada. Recargue para ver cómo están las cosas ahora.',
  form_invalid: 'Falta algún dato del formulario o no tiene la forma esperada. Revíselo y envíelo otra vez.',
};
