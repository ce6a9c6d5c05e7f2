import { readCommand } from './command.ts';
import { lengthAt, readCourtesy, wordsOf } from './courtesy.ts';
import { DASHES, normalize } from './normalize.ts';

const list = (...lists: string[]) => new Set(lists.flatMap((words) => words.split(',')));

const POLITE = list(
  'please,pls,plz,kindly,can you,could you,would you,will you,can you please,could you please,would you please,can,could,now,ok,so,then,next',
  'por favor,pfv,voce pode,voce poderia,pode,poderia,agora',
  'puedes,podrias,me puedes,ahora',
);

/** With which an order begins. Without accents. */
const VERBS = list(
  'draw,make,create,paint,generate,render,sketch,design,illustrate,show me,give,add,remove,change,turn,put,replace,erase,delete,edit,redo,brighten,darken,color,colour,crop,zoom,undo,compare',
  'desenhe,desenha,faca,faz,crie,cria,gere,gera,pinte,pinta,ilustre,mostre,edite,edita,coloque,coloca,ponha,poe,tire,tira,remova,adicione,adiciona,mude,muda,troque,troca,transforme,transforma,deixe,deixa,acrescente,apague,apaga,desfazer,desfaz,comparar',
  'dibuja,dibujame,dibuje,haz,hazme,hazlo,crea,genera,ilustra,muestrame,pon,ponle,ponlo,quita,quitale,cambia,anade,agrega,convierte,borra,deshacer,deshaz,compara',
);
const NO_ORDER = list('make sure,make do,add up,give up,put up,turn to,show me how');

/** A name after one of these is a part of the sentence, and nobody is called by it. */
const LEADS_ON = list(
  'to,with,by,from,of,for,via,using,in,on,at,about,the,a,an,and,or,ask,use,try,invite,than,as,like,is,are,was,not,without,into,my,our,your,love,thank',
  'para,pra,com,por,do,da,de,no,na,ao,o,e,ou,pelo,pela,um,uma,sem,pro,usar,usando',
  'con,del,en,el,la,los,las,una,y,sin,al,que,usa,usar',
);

/** With which a sentence about the app goes on after its name. With accents, without which some are other words. */
const ABOUT = list(
  'is,isnt,was,wasnt,has,hasnt,does,doesnt,did,didnt,seems,works,made,makes,keeps,cant,cannot,couldnt,wont,never,always,s',
  'é,está,foi,era,tem,parece,funciona,fez,nunca,sempre',
  'es,fue,tiene,hizo,siempre',
);

/** Whether what follows the app's name tells something of it: "@Imagine is down", "@Imagine’s pictures". */
export function isAboutTheApp(after: string): boolean {
  if (/^['’]s\b/u.test(after)) return true;
  const [first = '', second = ''] =
    after
      .toLowerCase()
      .normalize('NFC')
      .replace(/['’]/gu, '')
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return /^\s*\p{L}/u.test(after) && ABOUT.has(first) && second !== 'you' && second !== 'mind';
}

/**
 * What is said to the app by a mention that does not stand at the beginning; null: it is talked about, or it isn't clear.
 * To it is said what follows a greeting or a "can you"; what stands before its name at the end, where that is an order,
 * a word of ours or a courtesy.
 */
export function saidAround(before: string, after: string): string | null {
  const courtesy = readCourtesy(before);
  if (FLAGS.test(after) && !courtesy) {
    const order = saidAround(before, '');
    return order && `${order} ${after}`;
  }
  const isEnd = wordsOf(after).length === 0 || isPolite(after) || readCourtesy(after) !== null;
  if (courtesy && isEnd) return before;
  if (courtesy === 'thanks') return orderIn(after) ?? before;
  // "stop", "show": what was no more than that may begin a sentence about the app.
  if ((courtesy === 'nod' || courtesy === 'stop') && !POLITE.has(wordsOf(before).join(' '))) return orderIn(after);
  if (courtesy || isPolite(before)) return isAboutTheApp(after) || isEnd ? null : after;
  if (!isEnd || LEADS_ON.has(wordsOf(before).at(-1) ?? '')) return null;
  const asked = restAfterPolite(before);
  const isCommand = asked.trim() !== '' && readCommand(asked).kind !== 'image';
  return isCommand ? asked : orderIn(before);
}

/** Nothing but what an order may end with. */
const FLAGS = new RegExp(`^[-${DASHES}]{1,3}\\p{L}`, 'u');

function isPolite(text: string): boolean {
  return text.length <= LONGEST_POLITE && restAfterPolite(text) === '' && wordsOf(text).length > 0;
}

const LONGEST_POLITE = 60;

/** The order that a text is, without the politeness before it; null: it doesn't begin like one. */
function orderIn(text: string): string | null {
  const rest = normalize(restAfterPolite(text)).replace(END, '');
  const words = wordsOf(rest.slice(0, LONGEST_POLITE));
  const length = lengthAt(words, 0, VERBS);
  if (length === 0 || lengthAt(words, 0, NO_ORDER) > 0) return null;
  const isWhole =
    words.length > length || /^(?:undo|desfazer|desfaz|deshacer|deshaz|compar(?:e|ar|a))$/u.test(words[0] ?? '');
  const asks = /\?/u.test(text) && rest === normalize(text).replace(END, '');
  return isWhole && !asks ? rest : null;
}

/** Looked for once in each run of such signs: someone may send thousands. */
const END = /(?<![\s,?])[\s,?]+$/u;

const WORD = /^[^\p{L}\p{N}]*[\p{L}\p{N}\p{M}'’]+[^\p{L}\p{N}<#\-\p{Pd}]*/u;

/** Without the polite words and greetings that it begins with. */
function restAfterPolite(text: string): string {
  let rest = text;
  for (let taken = 1; taken > 0; ) {
    taken = 0;
    let [part, next] = ['', rest];
    for (let words = 1; words <= 3; words++) {
      const [word = ''] = WORD.exec(next) ?? [];
      if (!word) break;
      [part, next] = [part + word, next.slice(word.length)];
      if (POLITE.has(wordsOf(part).join(' ')) || readCourtesy(part)) taken = part.length;
    }
    rest = rest.slice(taken);
  }
  return rest;
}
