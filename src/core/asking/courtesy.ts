import { normalize } from './normalize.ts';

/** What people say to one another and mean no picture by. */
export type Courtesy = 'greeting' | 'thanks' | 'nod' | 'stop';

const GREETINGS = [
  'hi,hello,hey,hiya,yo,howdy,sup,greetings,morning,hi there,hello there,hey there,good morning,good afternoon,good evening,good night,how are you,what’s up,are you there,who are you,what are you,what can you do,what do you do,how does this work,how do you work',
  'oi,olá,oie,opa,e aí,bom dia,boa tarde,boa noite,tudo bem,tudo bom,tudo certo,como vai,quem é você,o que você faz,o que você sabe fazer,como funciona,como você funciona',
  'hola,buenas,buenos días,buenas tardes,buenas noches,qué tal,cómo estás,quién eres,qué puedes hacer,qué sabes hacer,qué haces,cómo funciona,cómo funcionas',
];
const THANKS = [
  'thanks,thank you,thank u,thx,thnx,ty,tks,cheers,thanks a lot,thanks a bunch,thanks a million,many thanks,appreciated,much appreciated,appreciate it,i appreciate it,good job,great job,nice job,good work,great work,nice work,well done,good bot,you’re the best',
  'obrigado,obrigada,obg,obrigadão,muito obrigado,muito obrigada,brigado,brigada,valeu,vlw,agradeço,grato,grata,parabéns,bom trabalho,mandou bem',
  'gracias,muchas gracias,mil gracias,muchísimas gracias,te lo agradezco,buen trabajo,bien hecho',
];
const NODS = [
  'ok,okay,okey,k,kk,alright,all right,sure,yes,yep,yeah,yup,no,nope,nah,cool,nice,great,perfect,awesome,amazing,wow,lovely,beautiful,excellent,fine,good,very good,got it,i see,understood,sounds good,looks good,looks great,looks nice,looks perfect,love it,i love it,like it,i like it,that’s it,that’s great,done,lol,haha,hahaha,hmm,hm,oh,ah,bye,goodbye,see you,no worries,no problem,sorry,my bad,oops,right,exactly,agreed,you’re welcome,please,incredible,fantastic,wonderful,gorgeous,stunning,brilliant,np,yw,omg,hehe,1',
  'beleza,blz,tá,tá bom,tá certo,tá ótimo,certo,sim,não,claro,ótimo,ótima,perfeito,perfeita,legal,bacana,show,massa,lindo,linda,adorei,amei,gostei,ficou bom,ficou ótimo,ficou lindo,ficou linda,ficou perfeito,ficou perfeita,entendi,tchau,até mais,até logo,de nada,desculpa,desculpe,isso,isso mesmo,rs,rsrs,uau,sem problemas,por favor,boa,bom,muito bom,top,incrível,maravilhoso,maravilhosa,show de bola,ótimo trabalho,isso aí,nossa,eita',
  'vale,sí,perfecto,perfecta,genial,bueno,bien,muy bien,de acuerdo,entendido,listo,guay,qué bien,estupendo,excelente,me gusta,me encanta,bonito,precioso,preciosa,hermoso,adiós,hasta luego,chao,perdón,lo siento,jaja,jajaja,jeje,está bien,lindo,linda,hermosa,increíble,buenísimo,buenísima,maravilloso,maravillosa,fantástico,fantástica,mola,hasta mañana',
];
/** What is meant to end, or hold up, a picture that is being made. */
const STOPS = [
  'stop,cancel,abort,wait,hold on,forget it,never mind,nevermind,nvm,stop it,stop that,stop this,stop drawing,cancel it,cancel that,cancel this,cancel my request,cancel the request,cancel the picture,cancel this picture,don’t do it',
  'pare,para,parar,pode parar,cancela,cancele,cancelar,pode cancelar,cancela isso,cancele isso,cancela o pedido,cancele o pedido,cancela a imagem,cancele a imagem,espera,espere,espera aí,peraí,esquece,esqueça,deixa pra lá',
  'para,pare,páralo,detente,detenlo,cancela,cancele,cancélalo,cancélala,cancela eso,cancela esto,cancela la solicitud,cancela la imagen,espera,espere,olvídalo,déjalo',
];
/** They say nothing of their own. */
const FILLERS =
  'so,so much,very much,really,then,there,all,everyone,everybody,team,imagine,bot,again,for that,for this,for everything,man,guys,dear,friend,oh,and,too,it is,it’s,that is,that’s,this is,they are,they’re,it looks,that looks,this looks,looks,so,very,super,ficou,ficaram,muito,mesmo,demais,pessoal,gente,todos,por tudo,também,mucho,también,y,e,por todo,a todos,quedó,quedaron,qué,muy,está,es';

const KINDS: ReadonlyMap<string, Courtesy | null> = new Map([
  ...phrases([FILLERS], null),
  ...phrases(NODS, 'nod'),
  ...phrases(STOPS, 'stop'),
  ...phrases(THANKS, 'thanks'),
  ...phrases(GREETINGS, 'greeting'),
]);

function phrases(lists: readonly string[], kind: Courtesy | null) {
  return lists.flatMap((list) => list.split(',').map((phrase) => [wordsOf(phrase).join(' '), kind] as const));
}

const MOST_WORDS_OF_A_PHRASE = 4;
const LONGEST = 80;

/** Signs of approval, faces and hands: what stands alone where others give a reaction. */
const SIGNS =
  /[\u{1f600}-\u{1f64f}\u{1f910}-\u{1f915}\u{1f917}-\u{1f92f}\u{1f970}-\u{1f97a}\u{1f9d0}\u{1f440}\u{1f44a}-\u{1f450}\u{1f4aa}\u{1f4af}\u{1f389}\u{1f38a}\u{1f525}\u{1f495}-\u{1f49f}\u{1f5a4}\u{1f90d}\u{1f90e}\u{1f91d}\u{1f918}-\u{1f91f}\u2728\u2705\u2714\u2611\u2764\u263a\u270c\u261d\u{1f197}]/gu;
const WAVE = /\u{1f44b}/u;
const PART_OF_EMOJI = /\p{Emoji_Modifier}|\ufe0f|\u200d|\u2640|\u2642/gu;

/** The courtesy that a whole text is, in English, Portuguese or Spanish; null: something else is said, or nothing. */
export function readCourtesy(text: string): Courtesy | null {
  const said = normalize(text);
  if (said === '' || said.length > LONGEST) return null;
  const rest = said.replace(SIGNS, ' ').replace(PART_OF_EMOJI, '');
  if (/\p{Extended_Pictographic}/u.test(rest.replace(/[\d#*]/gu, ''))) return null;
  const kinds = kindsIn(wordsOf(rest));
  if (!kinds) return null;
  if (kinds.length === 0) return rest === said ? null : WAVE.test(said) ? 'greeting' : 'nod';
  return (['stop', 'thanks', 'greeting', 'nod'] as const).find((kind) => kinds.includes(kind)) ?? null;
}

/** For what somebody thanks us, in few words, at the end: more of them may be what is to be drawn. */
const FOR =
  /^(?:for (?:the|that|this|these|those|your)|por (?:la|el|las|los|esta|este|estas|estos|essa|esse|tu|su|sua)|pel[ao]s?)(?: \S+){1,2}$/;

/** null where a word is no part of any courtesy. */
function kindsIn(words: readonly string[]): (Courtesy | null)[] | null {
  const kinds: (Courtesy | null)[] = [];
  for (let at = 0; at < words.length; ) {
    if (kinds.at(-1) === 'thanks' && FOR.test(words.slice(at).join(' '))) break;
    const length = lengthAt(words, at, KINDS);
    if (length === 0) return null;
    kinds.push(KINDS.get(words.slice(at, at + length).join(' ')) ?? null);
    at += length;
  }
  return kinds;
}

/** How many words from there on are the longest phrase that is known; 0: none. */
export function lengthAt(words: readonly string[], at: number, known: { has(phrase: string): boolean }): number {
  for (let length = MOST_WORDS_OF_A_PHRASE; length > 0; length--) {
    if (at + length <= words.length && known.has(words.slice(at, at + length).join(' '))) return length;
  }
  return 0;
}

/** Words in small letters, without accents, apostrophes and drawn-out letters ("thaaanks"). */
export function wordsOf(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
  return plain.replace(/(\p{L})\1{2,}/gu, '$1').match(/[\p{L}\p{N}]+/gu) ?? [];
}
