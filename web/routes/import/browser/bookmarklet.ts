/**
 * The program of the bookmark: it opens our own page with what the open one says of itself. It reads nothing but the address,
 * the title and what the person has selected, and sends nothing: the page that opens asks the person to confirm.
 */
export function bookmarklet(origin: string): string {
  const program = `(()=>{const p=new URLSearchParams({url:location.href,title:document.title.slice(0,300),text:String(getSelection()).slice(0,4000)});open(${JSON.stringify(`${origin}/import/share?`)}+p,'vigia','width=560,height=720')})()`;
  return `javascript:${encodeURIComponent(program)}`;
}
