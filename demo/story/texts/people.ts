/** Invented voices of ordinary people. Each text knows what its writer means; slots as in offices.ts. */
import type { Label } from '../../../classifier/score.types.ts';

export const neighbourTexts: readonly { label: Label; text: string }[] = [
  {
    label: 'complaint',
    text: 'Llevo desde septiembre picándole a la página del consulado de {c} y nada, siempre «no hay fechas disponibles» 😩',
  },
  {
    label: 'complaint',
    text: 'explíquenme por qué yo no encuentro ni una cita y la señora del salón tiene pa vender de a {p}',
  },
  { label: 'complaint', text: 'me colgaron tres veces en la línea 424… ya me sé la musiquita de memoria' },
  {
    label: 'complaint',
    text: 'Fui al consulado de {c}, muy amables la verdad, pero dos horas y media con cita. DOS HORAS Y MEDIA.',
  },
  {
    label: 'complaint',
    text: 'the consulate website logged me out right when i was picking the hour. i want to cry in two languages',
  },
  {
    label: 'complaint',
    text: 'A mi papá le dieron cita hasta febrero y su pasaporte vence en diciembre. ¿Así cómo va a ir a ver a mi abuelita?',
  },
  {
    label: 'complaint',
    text: 'Qué coraje que en {c} los coyotes agarran todas las citas y uno que trabaja ni chanza de meterse a la computadora',
  },
  {
    label: 'complaint',
    text: 'Otro día más sin cita. Ya mejor le voy a rezar a San Judas que a la página del consulado',
  },
  {
    label: 'complaint',
    text: 'en el grupo de la iglesia una hermana cobra {p} por cita y todavía dice que es ministerio 🙃',
  },
  {
    label: 'complaint',
    text: 'ya ni sé qué es más difícil, la cita del consulado de {c} o boletos pa ver a Peso Pluma',
  },
  { label: 'complaint', text: 'No me aceptaron mi acta porque está «muy vieja». Es la misma con la que nací, pues.' },
  {
    label: 'complaint',
    text: 'El elevador del consulado de {c} sigue descompuesto y las señoras mayores suben tres pisos. Ahí nadie dice nada.',
  },
  {
    label: 'complaint',
    text: 'yo pagué {p} y el muchacho me bloqueó. Ya sé, ya sé, no me regañen, me ganó la desesperación',
  },
  { label: 'seeking', text: 'alguien sabe quién saca citas para {c}?? me urge el pasaporte, pago bien' },
  {
    label: 'seeking',
    text: 'Busco fecha para matrícula, la que sea, de aquí a fin de mes. Mándenme mensaje con precio por favor',
  },
  {
    label: 'seeking',
    text: 'Buenas tardes vecinos, ¿me recomiendan a alguien serio que haga citas del consulado? A mi hermana ya la estafaron una vez',
  },
  {
    label: 'seeking',
    text: 'anyone got a hookup for a consulate appointment in {c}? my wife needs it before christmas, willing to pay',
  },
  {
    label: 'seeking',
    text: 'Si alguien no va a usar su cita de {c} yo se la agradezco, ando con la niña enferma y necesito viajar',
  },
  { label: 'seeking', text: 'quien me vende una cita de ine, ofrezco {p}' },
  {
    label: 'warning',
    text: 'No le manden dinero a la tal «Danny», a mí me pasó un PDF y en el consulado me dijeron que era falso. Perdí {p}',
  },
  {
    label: 'warning',
    text: 'Cuidado con el perfil que dice ser del consulado de {c}, tiene 12 amigos y lo hicieron el martes. El de verdad tiene palomita',
  },
  {
    label: 'warning',
    text: 'Por si les sirve: me pidieron foto del acta y de la INE «para apartar». No caigan. Ya puse mi reporte en la FTC.',
  },
  {
    label: 'warning',
    text: 'PSA: if someone offers you a consulate appointment for {p}, it is a free appointment they grabbed before you. Report and move on.',
  },
  {
    label: 'warning',
    text: 'La que vende lugares en este grupo es la misma de la otra cuenta, mismo número. Admin, bórrala por favor',
  },
  {
    label: 'howto',
    text: 'Me funcionó entrando a las 7:55 pm y refrescando, salieron como veinte fechas para {c}. Gratis. Suerte a todos',
  },
  { label: 'howto', text: 'Yo le ayudo a quien no le sepa a la compu, no cobro, nomás tráiganme un cafecito ☕ {c}' },
  {
    label: 'howto',
    text: 'Regalo mi cita, bueno, no se puede regalar, pero la voy a cancelar hoy a las 9 pm para que alguien la agarre. Es de {c}, pasaporte.',
  },
  {
    label: 'howto',
    text: 'para la doble nacionalidad lleven acta del niño apostillada y la de los dos papás, a nosotros nos atendieron en 40 minutos y no nos cobraron',
  },
  { label: 'other', text: 'Tengo cita con el dentista y con el destino el mismo {d} 😅 recen por mí' },
  { label: 'other', text: 'Vendo lavadora seminueva {p}, jala bien, recoger en {c}. Acepto ofertas' },
  {
    label: 'other',
    text: 'Primera cita con el muchacho del trabajo y me llevó a comer a la gasolinera. ¿Le doy otra oportunidad?',
  },
  { label: 'other', text: 'Por fin con mi pasaporte nuevo después de 8 años 😭🇲🇽 nos vamos a la fiesta de mi pueblo' },
  {
    label: 'other',
    text: 'Se solicita cocinero con experiencia en {c}, turno de noche, {p} la hora. Interesados venir en persona',
  },
  { label: 'other', text: 'alguien más vio el juego? el América de plano nomás no' },
  {
    label: 'other',
    text: 'ya saqué mi licencia en el DMV de {c} sin cita, llegué a las 7 y salí a las 9, por si les urge',
  },
  {
    label: 'complaint',
    text: 'Mi esposo pidió el día en el trabajo y al llegar le dijeron que la cita «no aparecía en sistema». Y era de la página oficial. {c} 😤',
  },
  {
    label: 'complaint',
    text: 'la app dice que hay lugar, le das click y ya no hay. así diez veces. parece máquina de peluches',
  },
  {
    label: 'complaint',
    text: 'por culpa de los que acaparan las citas mi mamá no va a poder ir al funeral de su hermana. gracias eh',
  },
  {
    label: 'complaint',
    text: 'consulate employee in {c} was super nice to my dad but the AC is broken and there were forty babies crying. 4/10',
  },
  { label: 'complaint', text: '¿Por qué el consulado de {c} contesta en Facebook todo menos lo que uno pregunta?' },
  {
    label: 'complaint',
    text: 'me dijeron q la sacara por whatsapp y el whatsapp me dijo q la sacara por la pagina y la pagina me dijo q intente mas tarde',
  },
  {
    label: 'complaint',
    text: 'Ya van tres veces que veo el mismo anuncio de citas con otro nombre y otra foto. Facebook: «no infringe nuestras normas». Ajá.',
  },
  {
    label: 'complaint',
    text: 'honestly respect to whoever designed that consulate captcha, even i am not sure i am human anymore',
  },
  { label: 'complaint', text: 'Cobran por todo en esta vida pero que te cobren {p} por formarte es otro nivel' },
  { label: 'complaint', text: 'Mi tía vive a seis horas de {c} y le dieron cita a las 8 de la mañana. No se vale' },
  {
    label: 'seeking',
    text: 'Alguien me orienta, ¿cuánto están cobrando por la cita de pasaporte en {c}? me dijeron {p} y no sé si es mucho',
  },
  {
    label: 'seeking',
    text: 'Necesito 3 de matrícula para el mismo día, somos hermanos, si alguien tiene contacto de confianza pásemelo por inbox',
  },
  {
    label: 'seeking',
    text: 'pa no hacerles el cuento largo: me urge, tengo lana, quién me ayuda con el consul de {c}',
  },
  {
    label: 'seeking',
    text: 'Is there anyone legit who books the mexican consulate? My abuela is 84 and the site is impossible. Can pay {p}',
  },
  {
    label: 'seeking',
    text: 'disculpen la muchacha que hacía las citas en la tienda de la esquina ya no está, ¿saben de otra?',
  },
  {
    label: 'warning',
    text: 'El señor que dice que trabaja adentro NO trabaja adentro. Fui y pregunté por él en ventanilla. Se rieron.',
  },
  {
    label: 'warning',
    text: 'me mandaron un código al celular y una persona de «soporte» me lo pidió. No se lo den!! me cambiaron la contraseña de mi cuenta de citas',
  },
  {
    label: 'warning',
    text: 'Ojo con los tamales de Norcross que no son tamales 😒 ya sabemos todos lo que vende. Es la misma que estafó a mi cuñado',
  },
  {
    label: 'warning',
    text: 'Les comparto: pagué {p}, me llegó un PDF bonito con código QR y en {c} el guardia lo escaneó y no era nada',
  },
  {
    label: 'warning',
    text: 'Friendly reminder that every seller in this group screenshots the same confirmation. Look at the barcode. It is always the same one.',
  },
  {
    label: 'howto',
    text: 'Mi método: dos pestañas, una en {c} y otra en el consulado de al lado. El {d} solté la primera y agarré la segunda. Cero pesos.',
  },
  {
    label: 'howto',
    text: 'si ya te robaron con una cita: 1) guarda los mensajes 2) reporta el perfil 3) avisa al consulado por su página 4) cambia tu contraseña',
  },
  {
    label: 'howto',
    text: 'You can bring your kids’ dual nationality papers to any consulate, not just {c}. We got a free date two towns over in a week.',
  },
  {
    label: 'howto',
    text: 'Para los que preguntan: en la biblioteca de {c} hay una señorita que te ayuda a entrar a la página los {d}, no cobra',
  },
  { label: 'other', text: 'Busco cuarto en renta en {c}, hasta {p} por semana, soy tranquilo y trabajo de noche' },
  { label: 'other', text: 'Hoy firmamos los papeles de la casa 🏠 quince años juntando. Sí se puede raza' },
  {
    label: 'other',
    text: 'Se perdió perrita chihuahua color miel cerca del consulado de {c}, responde a Canela. Recompensa {p}',
  },
  { label: 'other', text: 'mi cita de hoy me dejó plantada así que vine sola al cine 🍿 la película buenísima' },
  { label: 'other', text: 'Clases de guitarra y acordeón, {p} la hora, primera clase gratis. {c}' },
  { label: 'other', text: '¿Alguien sabe si el consulado de Honduras abre los {d}? Es para mi cuñado' },
  {
    label: 'other',
    text: 'Kermés este domingo en la parroquia: pozole, tostadas y lotería. Todo a beneficio del techo',
  },
  {
    label: 'other',
    text: 'Urge donador de sangre O negativo, hospital general de {c}, pregunten por la familia Bautista',
  },
  {
    label: 'complaint',
    text: 'Que alguien le explique a mi jefe que la cita del consulado no se puede mover «pa después del rush»',
  },
  {
    label: 'complaint',
    text: 'la vecina ya lleva {n} citas vendidas esta semana y el consulado bien gracias publicando recetas de ponche',
  },
];
