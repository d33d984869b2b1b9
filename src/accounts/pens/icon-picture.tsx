import { ICON_SIDE, type Icon } from './icon-address.ts'

/** A pen name's picture, or nothing. */
export const IconPicture = ({ icon }: { readonly icon: Icon | null }) =>
  icon && (
    <img
      class="icon-picture"
      src={icon.at}
      srcset={`${icon.at} ${ICON_SIDE}w, ${icon.atDouble} ${ICON_SIDE * 2}w`}
      sizes="6rem"
      alt={icon.alt}
      width={ICON_SIDE}
      height={ICON_SIDE}
      loading="lazy"
      decoding="async"
    />
  )
