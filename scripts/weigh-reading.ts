import { features, BUCKETS } from '../src/core/reading/features.ts';
import { byRule, INTENTS, readTags } from '../src/core/reading/intent.ts';
import { readFileSync, readdirSync } from 'node:fs';
import { fold } from '../src/core/reading/fold.ts';

type Row = { intent: number; f: number[]; rule: number; group: number };
const K = INTENTS.length;
const CORPUS = new URL('../test/corpus/', import.meta.url);
function load(files: (string|URL)[]): Row[] {
  const rows: Row[] = []; let group = 0;
  for (const file of files) for (const line of readFileSync(file,'utf8').split('\n')) {
    if (!line.includes('\t')) continue; const [i='',t=''] = line.split('\t'); group++;
    const add=(text:string)=>{ const r=readTags(text); rows.push({intent: INTENTS.indexOf(i as never), f: features(r), rule: INTENTS.indexOf(byRule(r).intent), group}); };
    add(t); if (fold(t)!==t.toLowerCase()) add(fold(t));
  }
  return rows;
}
export function train(rows: Row[], epochs=30, lr=0.5, l2=1e-6): Float32Array {
  const W = new Float32Array((BUCKETS+1)*K); const G = new Float32Array(W.length).fill(1e-2);
  let seed=7; const rnd=()=>((seed=Math.imul(seed,1103515245)+12345>>>0)/4294967296);
  const order = rows.map((_,i)=>i);
  for (let e=0;e<epochs;e++){ for(let i=order.length-1;i>0;i--){const j=Math.floor(rnd()*(i+1)); [order[i],order[j]]=[order[j]!,order[i]!];}
    for (const idx of order){ const row=rows[idx]!; const x=1/Math.sqrt(row.f.length||1); const p=score(W,row.f); softmax(p);
      for(let k=0;k<K;k++){ const g0=(p[k]!-(k===row.intent?1:0)); 
        for(const f of row.f){ const w=f*K+k; const g=g0*x+l2*W[w]!; G[w]!+=g*g; W[w]!-=lr*g/Math.sqrt(G[w]!); }
        const w=BUCKETS*K+k; G[w]!+=g0*g0; W[w]!-=lr*0.2*g0/Math.sqrt(G[w]!); } } }
  return W;
}
export function score(W: Float32Array, f: number[]): Float32Array { const p=new Float32Array(K); const x=1/Math.sqrt(f.length||1);
  for(const b of f){ const o=b*K; for(let k=0;k<K;k++) p[k]!+=W[o+k]!*x; } for(let k=0;k<K;k++) p[k]!+=W[BUCKETS*K+k]!; return p; }
function softmax(p: Float32Array){ let m=-1e9; for(const v of p) if(v>m)m=v; let s=0; for(let k=0;k<K;k++){p[k]=Math.exp(p[k]!-m); s+=p[k]!;} for(let k=0;k<K;k++)p[k]!/=s; }
const NONE=INTENTS.indexOf('none'), D=INTENTS.indexOf('danger');
export function report(name:string, W:Float32Array, rows:Row[]) {
  for (const [bn,bh,off] of [[0,0,0],[0,2,0],[1,2,1],[1,3,1],[1.5,2.5,1.5],[2,2,1]] as const) {
    let ok=0,dr=0,d=0,na=0,nd=0,n=0; for(const r of rows){ const p=score(W,r.f); p[r.rule]!+= r.rule===NONE?bn:bh; p[D]!+=off; let b=0; for(let k=1;k<K;k++) if(p[k]!>p[b]!) b=k;
      if(b===r.intent)ok++; if(r.intent===D){d++; if(b===D)dr++;} if(r.intent===NONE){n++; if(b!==NONE)na++; if(b===D)nd++;} }
    console.log(name,bn,bh,off,'acc',(ok/rows.length).toFixed(3),'dr',(dr/d).toFixed(3),'na',(na/n).toFixed(3),'nd',(nd/n).toFixed(3));
  }
}
const rows = load(readdirSync(CORPUS).filter(n=>n.endsWith('.tsv')).map(n=>new URL(n,CORPUS)));
const [ep=15, lr=0.3, l2=1e-6] = process.argv.slice(3).map(Number);
console.time('train'); const W = train(rows, ep, lr, l2); console.timeEnd('train');
const held = load([process.argv[2]!]);
const only = held.filter((r,i)=>i===0||held[i-1]!.group!==r.group);
report('held', W, only);
