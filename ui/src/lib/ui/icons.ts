// The icons by name. Only these are bundled: the whole of Lucide would be larger than the program's screens.
import type { Component } from "svelte";
import Archive from "@lucide/svelte/icons/archive";
import ArrowLeft from "@lucide/svelte/icons/arrow-left";
import ArrowRight from "@lucide/svelte/icons/arrow-right";
import AppWindow from "@lucide/svelte/icons/app-window";
import BookOpen from "@lucide/svelte/icons/book-open";
import Barcode from "@lucide/svelte/icons/barcode";
import Boxes from "@lucide/svelte/icons/boxes";
import Building from "@lucide/svelte/icons/building-2";
import Calendar from "@lucide/svelte/icons/calendar";
import ChartColumn from "@lucide/svelte/icons/chart-column";
import Check from "@lucide/svelte/icons/check";
import ChevronDown from "@lucide/svelte/icons/chevron-down";
import ChevronLeft from "@lucide/svelte/icons/chevron-left";
import ChevronRight from "@lucide/svelte/icons/chevron-right";
import Circle from "@lucide/svelte/icons/circle";
import CircleAlert from "@lucide/svelte/icons/circle-alert";
import CircleCheck from "@lucide/svelte/icons/circle-check";
import Clipboard from "@lucide/svelte/icons/clipboard-list";
import Columns from "@lucide/svelte/icons/columns-3";
import Download from "@lucide/svelte/icons/download";
import Ellipsis from "@lucide/svelte/icons/ellipsis";
import ExternalLink from "@lucide/svelte/icons/external-link";
import Factory from "@lucide/svelte/icons/factory";
import File from "@lucide/svelte/icons/file-text";
import FolderTree from "@lucide/svelte/icons/folder-tree";
import Grip from "@lucide/svelte/icons/grip-vertical";
import Hash from "@lucide/svelte/icons/hash";
import History from "@lucide/svelte/icons/history";
import House from "@lucide/svelte/icons/house";
import Image from "@lucide/svelte/icons/image";
import Inbox from "@lucide/svelte/icons/inbox";
import Info from "@lucide/svelte/icons/info";
import Keyboard from "@lucide/svelte/icons/keyboard";
import Landmark from "@lucide/svelte/icons/landmark";
import Languages from "@lucide/svelte/icons/languages";
import Layers from "@lucide/svelte/icons/layers";
import Mail from "@lucide/svelte/icons/mail";
import MapPin from "@lucide/svelte/icons/map-pin";
import Menu from "@lucide/svelte/icons/menu";
import Merge from "@lucide/svelte/icons/merge";
import Monitor from "@lucide/svelte/icons/monitor";
import Moon from "@lucide/svelte/icons/moon";
import Network from "@lucide/svelte/icons/network";
import Package from "@lucide/svelte/icons/package";
import Palette from "@lucide/svelte/icons/palette";
import Pencil from "@lucide/svelte/icons/pencil";
import Percent from "@lucide/svelte/icons/percent";
import Phone from "@lucide/svelte/icons/phone";
import Plus from "@lucide/svelte/icons/plus";
import Power from "@lucide/svelte/icons/power";
import Printer from "@lucide/svelte/icons/printer";
import Receipt from "@lucide/svelte/icons/receipt";
import Refresh from "@lucide/svelte/icons/refresh-cw";
import Save from "@lucide/svelte/icons/save";
import Search from "@lucide/svelte/icons/search";
import Settings from "@lucide/svelte/icons/settings";
import ShoppingCart from "@lucide/svelte/icons/shopping-cart";
import Star from "@lucide/svelte/icons/star";
import Stethoscope from "@lucide/svelte/icons/stethoscope";
import Store from "@lucide/svelte/icons/store";
import Sun from "@lucide/svelte/icons/sun";
import Tags from "@lucide/svelte/icons/tags";
import Trash from "@lucide/svelte/icons/trash-2";
import TriangleAlert from "@lucide/svelte/icons/triangle-alert";
import Truck from "@lucide/svelte/icons/truck";
import Undo from "@lucide/svelte/icons/undo-2";
import Upload from "@lucide/svelte/icons/upload";
import User from "@lucide/svelte/icons/user";
import UserPlus from "@lucide/svelte/icons/user-plus";
import Users from "@lucide/svelte/icons/users";
import Wallet from "@lucide/svelte/icons/wallet";
import Wrench from "@lucide/svelte/icons/wrench";
import X from "@lucide/svelte/icons/x";

// What other trades may want for themselves and their menus.
import BedDouble from "@lucide/svelte/icons/bed-double";
import Book from "@lucide/svelte/icons/book";
import Briefcase from "@lucide/svelte/icons/briefcase";
import Car from "@lucide/svelte/icons/car";
import Croissant from "@lucide/svelte/icons/croissant";
import Dumbbell from "@lucide/svelte/icons/dumbbell";
import Gem from "@lucide/svelte/icons/gem";
import GraduationCap from "@lucide/svelte/icons/graduation-cap";
import Hammer from "@lucide/svelte/icons/hammer";
import HeartPulse from "@lucide/svelte/icons/heart-pulse";
import Laptop from "@lucide/svelte/icons/laptop";
import Leaf from "@lucide/svelte/icons/leaf";
import PawPrint from "@lucide/svelte/icons/paw-print";
import Pill from "@lucide/svelte/icons/pill";
import Scale from "@lucide/svelte/icons/scale";
import Scissors from "@lucide/svelte/icons/scissors";
import Shirt from "@lucide/svelte/icons/shirt";
import Sprout from "@lucide/svelte/icons/sprout";
import Utensils from "@lucide/svelte/icons/utensils";
import Wheat from "@lucide/svelte/icons/wheat";

type IconComponent = Component<{ size?: number; strokeWidth?: number; class?: string }>;
/** By the names a domain pack may use; tenants/README.md lists them. */
export const icons: Record<string, IconComponent> = {
  archive: Archive,
  "arrow-left": ArrowLeft,
  "arrow-right": ArrowRight,
  "app-window": AppWindow,
  "book-open": BookOpen,
  barcode: Barcode,
  boxes: Boxes,
  building: Building,
  "building-2": Building,
  calendar: Calendar,
  "chart-column": ChartColumn,
  check: Check,
  "chevron-down": ChevronDown,
  "chevron-left": ChevronLeft,
  "chevron-right": ChevronRight,
  circle: Circle,
  "circle-alert": CircleAlert,
  "circle-check": CircleCheck,
  "clipboard-list": Clipboard,
  columns: Columns,
  download: Download,
  ellipsis: Ellipsis,
  "external-link": ExternalLink,
  factory: Factory,
  "file-text": File,
  "folder-tree": FolderTree,
  "grip-vertical": Grip,
  hash: Hash,
  history: History,
  house: House,
  home: House,
  image: Image,
  inbox: Inbox,
  info: Info,
  keyboard: Keyboard,
  landmark: Landmark,
  languages: Languages,
  layers: Layers,
  mail: Mail,
  "map-pin": MapPin,
  menu: Menu,
  merge: Merge,
  monitor: Monitor,
  moon: Moon,
  network: Network,
  package: Package,
  palette: Palette,
  pencil: Pencil,
  percent: Percent,
  phone: Phone,
  plus: Plus,
  power: Power,
  printer: Printer,
  receipt: Receipt,
  "refresh-cw": Refresh,
  save: Save,
  search: Search,
  settings: Settings,
  "shopping-cart": ShoppingCart,
  star: Star,
  stethoscope: Stethoscope,
  store: Store,
  sun: Sun,
  tags: Tags,
  "trash-2": Trash,
  trash: Trash,
  "triangle-alert": TriangleAlert,
  truck: Truck,
  "undo-2": Undo,
  upload: Upload,
  user: User,
  "user-round": User,
  "user-plus": UserPlus,
  users: Users,
  wallet: Wallet,
  wrench: Wrench,
  x: X,
  "bed-double": BedDouble,
  book: Book,
  briefcase: Briefcase,
  car: Car,
  croissant: Croissant,
  dumbbell: Dumbbell,
  gem: Gem,
  "graduation-cap": GraduationCap,
  hammer: Hammer,
  "heart-pulse": HeartPulse,
  laptop: Laptop,
  leaf: Leaf,
  "paw-print": PawPrint,
  pill: Pill,
  scale: Scale,
  scissors: Scissors,
  shirt: Shirt,
  sprout: Sprout,
  utensils: Utensils,
  wheat: Wheat,
};
