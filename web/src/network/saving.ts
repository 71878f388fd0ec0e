// The picture as a file.
import { element } from "./panel.ts";

function keep(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  element("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** A drawing as a file to keep. */
export function save(drawn: string, as: "svg" | "png"): void {
  const drawing = new Blob([drawn], { type: "image/svg+xml" });
  if (as === "svg") return keep(drawing, "network.svg");
  const image = new Image();
  const address = URL.createObjectURL(drawing);
  image.addEventListener("load", () => {
    const canvas = element("canvas", { width: image.width * 2, height: image.height * 2 });
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(address);
    canvas.toBlob((blob) => blob && keep(blob, "network.png"));
  });
  image.src = address;
}
