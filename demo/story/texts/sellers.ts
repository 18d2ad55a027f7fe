/**
 * Invented advertisements, by the seller who writes them. `{t}` phone, `{p}` price, `{d}` day, `{h}` hour, `{n}` a small number.
 * No text is anyone's; the numbers are from ranges reserved for fiction.
 */
export const sellerTexts: Record<string, readonly string[]> = {
  dany: [
    'Raza de Dallas y Fort Worth, se me liberaron {n} espacios pa pasaporte el {d}. Ya saben cómo trabajo: primero ve su hoja, luego me paga. {p} y ni un peso más 🙌 {t}',
    'Otra familia contenta saliendo del consul de River Bend con su librito verde 🥹 Gracias por la confianza. Si a ti también te rebota la página escríbeme: {t}, quedan {n} fechas de {d}',
    'ando juntando gente pa la matrícula del {d} en Dallas, me faltan {n} personas pa cerrar la lista. {p} por cabeza, niños la mitad. Puro mensaje al {t}, no contesto llamadas en el jale',
    'No vendo nada ehh, luego me andan tumbando las cuentas 🙄 la cita no cuesta. Yo cobro la desvelada de estar picándole a la compu, {p}. Dallas y Arlington. {t}',
  ],
  norte: [
    '✅ CITAS CONSULARES EXPRESS ✅ Cualquier consulado de USA. Pasaporte {p}, matrícula {p}, nacionalidad de niños precio especial. Confirmación con QR el mismo día. WhatsApp {t}',
    'Servicio nacional: usted díganos ciudad y trámite, nosotros le damos fecha. Sin anticipos. Más de 2 mil familias atendidas. {t} 📲',
    'Ya tenemos abiertas las fechas de la próxima semana: Houston, Atlanta, Denver y Chicago. Cupo limitado a {n} por ciudad. Aparta con {p} por Zelle. {t}',
    '#CitasConsulado #PasaporteMexicano hoy salieron turnos y agarramos varios 🔥 el que madruga… mándame la palabra PASAPORTE al {t}',
  ],
  compadre: [
    'El Compadre le consigue su lugar en el consulado de Houston, palabra de hombre 🤠 {p} por pasaporte. Si no le gusta la hora no me paga. {t}',
    'Quihubo Houston, Katy, Pasadena… ¿a quién le urge? tengo {d} a las {h} y {d} temprano, las dos de matrícula. $compacitas y listo, le llega por correo',
    'me preguntan q si es legal compadre?? yo nomas ago el tramite por la compu como cualquier hijo de vecino, {p} y su papel en la mano. consul houston {t}',
    'Compadre strikes again 😎 Passport date in Houston in 3 days when the website says March. {p}, CashApp $compacitas, text {t}',
  ],
  lety: [
    'Amigas de Los Ángeles, Lynwood, South Gate: mi cuñada dejó libre su fecha de pasaporte del {d} {h}. Se la paso a nombre de quien me coopere con {p} 🙏 {t}',
    'Les platico que hoy amanecí con {n} lugares para LA 💕 pasaporte y matri. Manden inbox con nombre completo, fecha de nacimiento y CURP y se las aparto. {p} al confirmar',
    'Fechas MacArthur Park 🌴 {d} y {d}. Precio de amiga {p}. No pregunten si hay más barato, hay más barato pero no llega 😌 {t}',
    'Letty por aquí otra vez, me reportaron la cuenta anterior las envidiosas 😂 mismo cel de siempre {t}, sigo sacando para Los Ángeles y Santa Ana',
  ],
  slots: [
    'Mexican consulate dates without the 4 am refresh. Tell us the city, we hold the slot, you pay {p} once you see your name on it. {t}',
    'Chicago + Milwaukee + Indy: {n} passport openings for {d}. First to text gets it. {p} each, families {p} per person. {t}',
    'We are NOT the government and the appointment itself is free 👍 you pay us {p} for the finding part. Works for passport, matrícula & dual. {t}',
    'Slots this week: Dallas {d}, Atlanta {d}, Raleigh {d}. Screenshots of happy clients pinned. Text {t} #mexicanpassport',
  ],
  beto: [
    'Chicago raza 🌽 Beto tiene cupos pa la Ashland, {d} en la mañana. {p}, se paga cuando le cae el correo de confirmación. {t}',
    'neta q no se anden peleando con la pagina, yo ya le se el truco. matricula o pasaporte chicago {p}. preguntenle a doña cuca la de los elotes si no le cumpli. {t}',
    'hoy {n} cupos. mañana quién sabe. chicago, joliet, aurora. {t}',
    'El que quiera ir en sábado al consulado de Chicago que me diga, de esas casi no salen y ya agarré {n}. {p} c/u 👀',
  ],
  yadira: [
    'Buenas noches comunidad de Fresno, Madera y Visalia 🍇 tengo apartados para el consulado: dos de pasaporte y una de INE. Cooperación {p}. Dios los bendiga {t}',
    'para las personas q me escribieron anoche ya salio sacramento para el {d}, apurence q son {n} nada mas, {p} incluye la hoja impresa',
    'Yo no le cobro por la cita, la cita es de todos. Usted me apoya con mi tiempo con lo que es {p}. Así de transparente. Fresno y Sacramento {t}',
    'Se traspasa lugarcito consulado Fresno, {d} {h}, familia de cuatro. No me alcanza para ir 😢 {p} por los cuatro y se las cambio de nombre',
  ],
  turbo: [
    'c1t4 turb0 🚀 p4s4porte y m4tri en 24 hrs cualquier k0nsul. {p}. wats {t}',
    'T U R B O  C I T 4 S 🏁 sin fila, sin página, sin llamar. K0nsulado de tu ciudad. info → {t}',
    'ya volvio el turbo 🔥 c.i.t.a.s nuevas p/ Houston Dallas Austin San Antonio {p} la de pazaporte. no contestamos comentarios puro wats {t}',
    '🛂+📅=✅  tu pones el nombre yo pongo el día. {p}. {t}',
  ],
  prima: [
    'Mi prima la de Norcross anda vendiendo tamalitos 🫔 de los verdes (con foto y firma) salen el {d}, de los azules hasta el otro viernes. La docena a {p}. Ya saben quiénes entienden 😉 {t}',
    'traje {n} boletos pa la función de Chamblee Tucker del {d} {h}, la del librito verde 🤫 inbox',
    'Señoras de Gwinnett: la rifa del 📗 es este {d}. Número {p}. Gana la que conteste primero. {t}',
  ],
  queens: [
    'Queens, Corona, Bushwick: fecha en la 39 sin esperar a febrero. {p} pasaporte, {p} los dos papás. Soy Nelly la de la peluquería, aquí me encuentran todos los días. {t}',
    'disponible {d} {h} NY consulado, era pa mi suegro y se fue a Puebla. el que la quiera la cubre con {p}',
    'Need an appointment at the Mexican consulate in Manhattan? My girl gets them, {p}, no scam, she does half of Junction Blvd. DM',
  ],
  vegas: [
    'Las Vegas 🎰 lugares consulado pasaporte {d}. Pago por CashApp {p} y le mando captura con su nombre. Trabajo en la Eastern, todos me conocen. {t}',
    'quedaron {n} de las que saqué en la madrugada, son pa las vegas, matrícula sola o matrícula con pasaporte. {p}/{p}. {t}',
    'Se renta carrito para ir al consulado 🚗 incluye lugar en la fila de adentro, ustedes saben. {p} por persona, salimos {d} {h}',
  ],
  karla: [
    'Mesa de centro madera – {p}. Incluye «espacio» para dos personas el {d} a las {h} en el consul de Phoenix. La mesa no se entrega jaja. {t}',
    'Paquete de hojas impresas (consulado Phoenix, {d}). Van a su nombre y con código. {p}. Solo gente seria {t}',
  ],
};
