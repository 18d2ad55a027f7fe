import type { IntakeProblem } from '#lib/intake-problems.ts';

/** Por qué algo no se pudo tomar, y qué hacer. */
export const intakeProblems: Record<IntakeProblem, string> = {
  links_none:
    'No hay ningún enlace en lo que pegó. Copie la dirección desde la barra del navegador o el botón «Compartir».',
  links_many: 'Hay más de 1,000 enlaces. Péguelos en partes, o entréguelos como tabla.',
  text_long: 'El texto es demasiado largo. Péguelo en partes.',
  file_missing: 'Elija un archivo.',
  file_large: 'El archivo pesa más de lo que se puede leer. Divídalo en partes.',
  date_future: 'Esa fecha no existe o está en el futuro. Revísela.',
  address_invalid: 'Esa no es una dirección completa. Debe comenzar con https://',
  mapping_missing:
    'Diga qué columna tiene la dirección o el identificador: sin uno de los dos no se sabe qué publicación es.',
  mapping_twice: 'Una misma columna está elegida para dos datos.',

  link_malformed: 'No es una dirección que se pueda abrir. Revise que esté completa.',
  link_scheme: 'Solo se toman direcciones que comienzan con http o https.',
  link_private: 'Lleva a una red interna: nadie más la puede abrir.',
  link_long: 'Es demasiado larga para ser una dirección.',
  link_search: 'Es una búsqueda o un listado, no una publicación. Abra la publicación y copie su enlace.',
  link_home: 'Es una página general de la plataforma, no una publicación.',
  link_account: 'Es una cuenta o un grupo, no una publicación. Para vigilarlo, agréguelo como término.',

  not_a_redirector: 'Vigía no conoce al acortador de este enlace. Ábralo y pegue la dirección a la que lleva.',
  leads_nowhere: 'El enlace corto no lleva a ninguna parte. Puede haberse vencido.',
  leads_in_circles: 'El enlace se lleva a sí mismo. Ábralo a mano y pegue la dirección final.',
  leads_too_far: 'El enlace pasa por más de cinco redirecciones. Ábralo a mano y pegue la dirección final.',
  leads_inside: 'El enlace lleva a un lugar que no está en el internet público. No lo abra.',
  leads_to_login:
    'La plataforma pide iniciar sesión para decir a dónde lleva. Ábralo a mano y pegue la dirección final.',
  busy: 'El servicio pidió esperar. Vuelva a intentarlo más tarde.',
  gone: 'El enlace corto ya no existe.',
  unreachable: 'El servicio no contestó. Vuelva a intentarlo más tarde.',
  source_off:
    'Esta fuente está apagada: quedó guardada solo la dirección. Quien administra Vigía puede encenderla; usted puede subir la página o una captura.',
  page_unread:
    'La página no se dejó leer: quedó guardada solo la dirección. Puede reintentar, o subir la página o una captura.',
  page_of_others:
    'La página muestra otras publicaciones, no esta: quizá ya se retiró. Quedó guardada solo la dirección.',

  file_empty: 'El archivo está vacío.',
  file_unknown: 'No es una tabla que se pueda leer. Guárdela como CSV o XLSX.',
  file_xls: 'Es un libro de Excel antiguo (XLS) o con contraseña. Guárdelo como XLSX sin contraseña.',
  file_broken: 'El archivo está dañado o incompleto. Descárguelo o guárdelo otra vez.',
  file_bomb: 'El archivo se desdobla a un tamaño imposible y se rechazó. Si es legítimo, guárdelo como CSV.',
  no_headers:
    'La primera fila no tiene nombres de columnas. Agréguelos (por ejemplo: enlace, texto, fecha) y súbalo otra vez.',
  no_rows: 'La tabla no tiene filas.',
  rows_many: 'La tabla tiene más de 200,000 filas. Divídala.',
  quote_open:
    'Hay unas comillas que nunca se cierran, y desde ahí no se distingue dónde termina cada fila. Corríjalo o guárdelo como XLSX.',
  record_large: 'Una fila pesa más de un megabyte: probablemente unas comillas sin cerrar.',
  json_broken: 'El JSON está incompleto o dañado.',

  no_identity: 'No tiene dirección ni identificador. Agregue el enlace de la publicación.',
  url_unusable: 'La dirección no se puede abrir. Revise que esté completa.',
  url_search: 'La dirección es de una búsqueda o página general, no de una publicación.',
  url_share: 'Es un enlace corto: solo la red sabe a dónde lleva. Péguelo en la pestaña «Enlaces».',
  url_account: 'La dirección es de una cuenta o un grupo, no de una publicación.',
  id_lost_digits:
    'Excel redondeó el identificador (como 1.96E+18) y ya no es el de la publicación. Agregue el enlace, o exporte la columna como texto.',
  id_malformed: 'El identificador no tiene la forma de uno de esa plataforma.',
  platform_unknown:
    'No se sabe de qué plataforma es el identificador. Elija la plataforma de toda la tabla o agregue una columna.',
  cell_large: 'Una celda tiene más de 100,000 caracteres.',
  too_many_cells: 'La fila tiene más celdas que encabezados: alguna coma o punto y coma quedó sin comillas.',
  date_unreadable: 'La fecha no se entiende: la publicación se guardó sin ella.',

  page_unknown:
    'No se reconoce de qué plataforma es. Se guardó como evidencia. Si es una imagen, súbala como captura de pantalla.',
  page_empty: 'La página no muestra ninguna publicación. Quizá se guardó sin sesión o antes de que cargara.',

  picture_unknown: 'No es una imagen PNG, JPEG o WebP.',
  picture_large: 'La imagen es demasiado grande (más de 15 MB o 40 millones de puntos). Recórtela.',
  picture_slow: 'La lectura tardó demasiado. Recorte la imagen a la publicación y súbala otra vez.',
  picture_broken: 'La imagen está dañada. Tome la captura otra vez.',
  address_unusable: 'Esa dirección no es de una publicación. Copie el enlace de la publicación.',
  address_share: 'Es un enlace corto. Ábralo y copie la dirección a la que lleva.',
  address_other: 'Esa dirección es de otra plataforma.',
  address_needed: 'Una página web necesita su dirección.',
  text_needed: 'Escriba el texto que se ve en la imagen.',
};
