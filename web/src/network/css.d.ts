// A style that goes with a script is linked as a file by the build.
declare module "*.css";
