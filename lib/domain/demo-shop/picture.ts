const INK = "#221b52";
const YOLK = "#ffc53d";
const CORAL = "#ff6f59";
const MINT = "#8fd6c4";
const MILK = "#fffaf0";
const SKY = "#b9c6ff";
const WOOD = "#c98b4f";

const line = `fill="none" stroke="${INK}" stroke-width="6" stroke-linecap="round" stroke-linejoin="round"`;
const solid = (fill: string) => `fill="${fill}" stroke="${INK}" stroke-width="6" stroke-linejoin="round"`;

/** Each picture's ground and drawing, 240 by 240. */
const DRAWINGS: Record<string, { ground: string; art: string }> = {
  teapot: {
    ground: YOLK,
    art: `<path d="M58 138c-26-4-34-34-14-48" ${line}/><path d="M168 150c34-4 22-50 48-60l-8-18c-32 4-26 44-48 46z" ${solid(CORAL)}/>
<ellipse cx="118" cy="138" rx="64" ry="54" ${solid(CORAL)}/><path d="M78 92c8-18 72-18 80 0z" ${solid(MILK)}/>
<circle cx="118" cy="70" r="9" ${solid(INK)}/><path d="M84 150c10 18 32 26 52 20" stroke="${MILK}" stroke-width="6" fill="none" stroke-linecap="round"/>`,
  },
  kettle: {
    ground: MINT,
    art: `<path d="M74 96c0-52 92-52 92 0" ${line}/><path d="M166 128l38-30" ${line}/>
<path d="M56 184c0-58 26-88 64-88s64 30 64 88z" ${solid(SKY)}/><path d="M56 184h128" ${line}/>
<circle cx="120" cy="92" r="10" ${solid(YOLK)}/><path d="M84 168c2-22 10-36 22-44" stroke="${MILK}" stroke-width="6" fill="none" stroke-linecap="round"/>
<path d="M206 78c8-6 0-14 8-22" ${line}/>`,
  },
  mug: {
    ground: CORAL,
    art: `<path d="M164 108c38-10 40 52 0 46" ${line}/><path d="M66 84h100l-8 96c-2 12-82 12-84 0z" ${solid(MILK)}/>
<ellipse cx="116" cy="84" rx="50" ry="12" ${solid(WOOD)}/><path d="M96 60c-8-10 8-18 0-30M122 60c-8-10 8-18 0-30" ${line}/>
<circle cx="116" cy="136" r="14" fill="${YOLK}"/>`,
  },
  "cake-stand": {
    ground: SKY,
    art: `<path d="M72 124c0-44 96-44 96 0z" ${solid(YOLK)}/><path d="M72 124c6 16 18 16 24 0 6 18 18 18 24 0 6 18 18 18 24 0 6 16 18 16 24 0" ${solid(CORAL)}/>
<circle cx="120" cy="78" r="9" ${solid(CORAL)}/><path d="M46 142h148c-8 20-140 20-148 0z" ${solid(MILK)}/><path d="M120 158v30M88 194c10-10 54-10 64 0z" ${solid(MILK)}/>`,
  },
  "honey-jar": {
    ground: MILK,
    art: `<path d="M150 58l34-34" ${line}/><ellipse cx="142" cy="66" rx="14" ry="10" transform="rotate(-45 142 66)" ${solid(WOOD)}/>
<path d="M64 104c0-14 10-20 20-20h62c10 0 20 6 20 20v68c0 16-10 24-24 24H88c-14 0-24-8-24-24z" ${solid(YOLK)}/>
<path d="M64 116h102" ${line}/><path d="M92 146l12-14h22l12 14-12 14h-22z" ${solid(CORAL)}/>`,
  },
  "tea-tin": {
    ground: CORAL,
    art: `<path d="M70 92h100v94c0 10-100 10-100 0z" ${solid(INK)}/><path d="M66 70c0-10 108-10 108 0v22c0 10-108 10-108 0z" ${solid(MINT)}/>
<path d="M92 120h56v44H92z" ${solid(MILK)}/><path d="M108 152c0-18 10-26 24-26 0 18-8 26-24 26z" fill="${MINT}" stroke="${INK}" stroke-width="4"/>`,
  },
  tray: {
    ground: MINT,
    art: `<path d="M26 130h188l-14 26c-4 8-156 8-160 0z" ${solid(WOOD)}/><path d="M26 130c-8-18 12-24 16-8M214 130c8-18-12-24-16-8" ${line}/>
<path d="M70 92h44v30c0 8-44 8-44 0z" ${solid(MILK)}/><path d="M114 98c16-2 16 20 0 18" ${line}/><ellipse cx="158" cy="114" rx="24" ry="12" ${solid(YOLK)}/>`,
  },
  cosy: {
    ground: YOLK,
    art: `<path d="M46 182c-6-76 26-118 74-118s80 42 74 118z" ${solid(SKY)}/><path d="M46 182h148" ${line}/>
<path d="M66 138c18-16 30 16 48 0s30 16 48 0 18 4 24 0" stroke="${CORAL}" stroke-width="8" fill="none" stroke-linecap="round"/>
<path d="M120 64c-10-24-26-20-22-6 4 10 14 8 22 6 8 2 18 4 22-6 4-14-12-18-22 6z" ${solid(CORAL)}/>`,
  },
};

/** A product's picture as SVG; null for what is not sold. */
export function pictureOf(sku: string): string | null {
  const drawing = Object.hasOwn(DRAWINGS, sku) ? DRAWINGS[sku] : undefined;
  if (!drawing) return null;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="240" height="240"><rect width="240" height="240" fill="${drawing.ground}"/>${drawing.art}</svg>`;
}
